/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.file.FileSplit;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.SourceData.Malformed;
import dev.sparrow.lineage.Step;
import dev.sparrow.testing.Prerequisite;
import dev.sparrow.value.Compression;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class TextInputTest extends PlanTest {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final Plan plan = newPlan();

    @TempDir Path folder;

    private FileSplit file(String text) throws IOException {
        var file = Files.writeString(folder.resolve("text.txt"), text);
        var modified = Files.getLastModifiedTime(file).toMillis();
        return new FileSplit(file.toString(), 0, Files.size(file), Files.size(file), modified, Compression.NONE);
    }

    private int lines(FileSplit... splits) {
        var text = new SourceData.Text(List.of(splits), Malformed.REPLACE, 1_000);
        return plan.add(new Op.Read(text, Plan.label("textFile")));
    }

    @Test
    void lines_areReadAndCounted() throws IOException {
        lines(file("one\ntwo\n"));

        assertThat(plan.collect()).containsExactly("one", "two");
        assertThat(plan.environment.counters().recordsRead).isEqualTo(2);
    }

    @Test
    void wholeFiles_areReadAndCounted() throws IOException {
        var file = file("one\ntwo\n");
        plan.add(
                new Op.Read(
                        new SourceData.WholeText(List.of(List.of(file)), Malformed.REPLACE),
                        Plan.label("wholeTextFiles")));

        assertThat(plan.collect()).containsExactly(Tuple2.of(file.path(), "one\ntwo\n"));
        assertThat(plan.environment.counters().recordsRead).isEqualTo(1);
    }

    @Test
    void files_areClosedWhenATaskStopsEarlyOrFails() throws IOException {
        Prerequisite.require(Files.isDirectory(OPEN_FILES), "a list of open files in " + OPEN_FILES);
        var file = file("1\n2\nx\n");
        var both = plan.union(List.of(lines(file), lines(file)), List.of(1, 1));
        var numbers =
                plan.steps(
                        plan.add(new Op.Coalesced(both, 0, 2, 1)),
                        new Step.Map(line -> {
                            assertThat(timesOpen(file)).isEqualTo(1);
                            return Integer.parseInt((String) line);
                        }));

        assertThat(plan.act(new Action.Take(2))).isEqualTo(List.of(1, 2));
        assertThat(timesOpen(file)).isZero();

        assertThatThrownBy(plan::collect).isInstanceOf(UserFailure.class);
        assertThat(timesOpen(file)).isZero();

        plan.steps(numbers, new Step.MapPartitions((_, elements) -> List.of(elements.next()).iterator(), false));
        assertThat(plan.collect()).containsExactly(1);
        assertThat(timesOpen(file)).isZero();
    }

    private static long timesOpen(FileSplit file) throws IOException {
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            return open.filter(link -> pointsTo(link, file)).count();
        }
    }

    private static boolean pointsTo(Path link, FileSplit file) {
        try {
            return Files.readSymbolicLink(link).toString().equals(Path.of(file.path()).toRealPath().toString());
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
