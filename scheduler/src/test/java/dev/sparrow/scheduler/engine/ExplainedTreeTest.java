/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Peek;
import dev.sparrow.Sparrow;
import dev.sparrow.compute.Program;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.operator.OperatorTree;
import dev.sparrow.config.Compilation;
import dev.sparrow.config.Keys;
import dev.sparrow.scheduler.plan.FaultyEngine;
import dev.sparrow.testing.RandomPipeline;
import dev.sparrow.testing.RandomPipelinesContract;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The tree of operators that `explain` prints is the one that tasks open.
///
/// `-Dseeds=5000` looks at more random programs, `-Dseed=17` only at that one.
class ExplainedTreeTest {
    private static final int SEEDS = 40;

    @TempDir Path folder;

    /// A stage that has run.
    private record Ran(Program program, Set<String> opened, boolean isWhole) {}

    @ParameterizedTest
    @EnumSource
    void randomPipelines_openWhatIsExplained(Compilation compilation) throws Exception {
        var ran = new ArrayList<Ran>();
        var engine =
                new FaultyEngine(compilation, (program, opened, isWhole) -> ran.add(new Ran(program, opened, isWhole)));
        var conf = RandomPipelinesContract.settings().setMaster(TestMaster.or("local[1]")).set(Keys.PROGRESS, "off");
        try (var sc = Peek.context(conf, engine)) {
            for (var seed : seeds()) {
                check(sc, seed, compilation, ran);
            }
        }
    }

    private static long[] seeds() {
        var only = Long.getLong("seed");
        return only == null
                ? LongStream.rangeClosed(1, Integer.getInteger("seeds", SEEDS)).toArray()
                : new long[] {only};
    }

    private void check(Sparrow sc, long seed, Compilation compilation, List<Ran> ran) throws Exception {
        var pipeline = RandomPipeline.generate(sc, seed, folder);
        var explained = pipeline.dataset().explain();
        ran.clear();
        var _ = Peek.partitions(pipeline.dataset());
        for (var stage : ran) {
            checkOpened(stage, compilation, seed);
        }
        for (var stage : firstJob(ran)) {
            var tree = OperatorTree.of(stage.program(), compilation);
            assertThat(explained).as("seed %d", seed).contains("  " + String.join("\n  ", tree) + "\n");
        }
        if (compilation == Compilation.NEVER) {
            assertThat(explained).as("seed %d", seed).doesNotContain("loop");
        }
    }

    private static void checkOpened(Ran stage, Compilation compilation, long seed) {
        var tree = OperatorTree.of(stage.program(), compilation);
        var operators =
                tree.stream()
                        .map(String::strip)
                        .filter(line -> !line.startsWith("·"))
                        .map(ExplainedTreeTest::withoutTaker)
                        .collect(Collectors.toSet());
        assertThat(operators).as("seed %d", seed).containsAll(stage.opened());
        if (stage.isWhole() && !stage.opened().isEmpty()) {
            assertThat(stage.opened()).as("seed %d: %s", seed, tree).isEqualTo(operators);
        }
    }

    /// Without what a checkpoint adds.
    private static List<Ran> firstJob(List<Ran> ran) {
        var stages = new ArrayList<Ran>();
        for (var stage : ran) {
            stages.add(stage);
            if (stage.program().output() instanceof ProgramOutput.Result) {
                break;
            }
        }
        return stages;
    }

    /// A line of a chain says at its end what takes its elements.
    private static String withoutTaker(String line) {
        return line.startsWith("loop:") || line.startsWith("rows:") ? line.substring(0, line.lastIndexOf(" → ")) : line;
    }
}
