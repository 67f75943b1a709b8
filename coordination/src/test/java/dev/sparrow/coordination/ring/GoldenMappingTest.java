/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// Holds every mapping to `src/test/resources/ring/golden.txt`, which was written once.
///
/// Never write that file again: data on disks is where these lines say. A mapping that must differ is a new class.
class GoldenMappingTest {
    private static final int KEYS = 1000;

    @Test
    void theMapping_isThatOfEveryVersionBefore() throws IOException, URISyntaxException {
        var golden = Path.of(GoldenMappingTest.class.getResource("/ring/golden.txt").toURI());
        assertThat(mapping()).isEqualTo(Files.readString(golden));
    }

    private static String mapping() {
        var members =
                List.of(
                        new Member("alpha", 1, "h1", "r1"),
                        new Member("beta", 2, "h2", "r1"),
                        new Member("gamma", 1, "h3", "r2"),
                        new Member("delta", 4, "h3", "r2"),
                        new Member("ε-ünïcode", 1, "h5", "r3"));
        var ring = Ring.of(members);
        var rendezvous = Rendezvous.of(members);
        var lines = new StringJoiner("\n", "", "\n");
        lines.add("# key | XXH64 | ring: replicas | rendezvous: replicas | jump: of 10, of 1000");
        for (var number = 0; number < KEYS; number++) {
            var key = "key-" + number;
            var hash = XxHash64.hash(key);
            lines.add(
                    "%s | %016x | %s | %s | %d %d"
                            .formatted(
                                    key,
                                    hash,
                                    ids(ring.replicas(hash, 3)),
                                    ids(rendezvous.replicas(hash, 3)),
                                    Jump.bucket(hash, 10),
                                    Jump.bucket(hash, 1000)));
        }
        return lines.toString();
    }

    private static String ids(List<Member> members) {
        return members.stream().map(Member::id).collect(Collectors.joining(" "));
    }
}
