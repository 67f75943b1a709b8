/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.groupingBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// The walk of `reduceByKey` in ARCHITECTURE.md is that of the code.
@ResourceLock(Resources.SYSTEM_OUT)
@Timeout(300)
class WalkTest {
    private static final int FILES_MAX = 45;

    private static Walk walk;
    private static Walk.Run run;

    @BeforeAll
    static void runReduceByKey(@TempDir Path folder) throws Exception {
        walk = Walk.read();
        run = Walk.Run.ofFreshJvm(folder);
    }

    @Test
    void reduceByKey_runsNoClassThatTheWalkLeavesOut() {
        System.out.printf("walk of reduceByKey: %d files%n", walk.files().size());
        assertThat(run.added().filter(type -> !walk.rooms().contains(type.getPackageName())))
                .as("classes that reduceByKey adds to a job, in no room that the walk may pass by")
                .isNotEmpty()
                .allSatisfy(type -> assertThat(walk.files()).contains(type.getSimpleName()));
    }

    @Test
    void walk_isShort_andNamesWhatRuns() {
        assertThat(walk.files()).hasSizeBetween(1, FILES_MAX).doesNotHaveDuplicates();
        var ran = run.all().map(Class::getSimpleName).collect(Collectors.toSet());
        assertThat(ran).containsAll(walk.files());
    }

    @Test
    void rooms_arePackages() {
        var packages = run.all().map(Class::getPackageName).collect(Collectors.toSet());
        assertThat(packages).containsAll(walk.rooms());
    }

    @Test
    void noSimpleName_comesTwiceOnTheWay() {
        var types = run.all().collect(groupingBy(Class::getSimpleName, Collectors.toSet()));
        assertThat(types.values().stream().filter(same -> same.size() > 1).map(Set::toString)).isEmpty();
    }
}
