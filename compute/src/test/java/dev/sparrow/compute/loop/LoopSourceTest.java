/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.pipeline.Loop;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.row.FakeEnvironment;
import dev.sparrow.compute.row.Plan;
import dev.sparrow.compute.window.BatchWindows;
import dev.sparrow.config.Compilation;
import dev.sparrow.lineage.Step;
import dev.sparrow.operator.Erased;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.columnar.BatchBuilder;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Layout;
import dev.sparrow.storage.memory.ArrowMemory;
import dev.sparrow.value.DatasetId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LoopSourceTest {
    private static final int ROWS = 3_000;
    private static final Kind KIND = Kind.ofStored(new Count(1L, 2L));

    /// Both may be null.
    private record Count(Long first, Long second) {}

    private final ArrowMemory memory = new ArrowMemory(1 << 22);
    private final List<Batch> batches = new ArrayList<>();
    private final FakeEnvironment environment = new FakeEnvironment(Compilation.ALWAYS);

    @AfterEach
    void close() {
        batches.forEach(Batch::close);
        memory.close();
    }

    private void write(Count usual, Count odd) {
        var builder = new BatchBuilder(KIND);
        for (var row = 0; row < ROWS; row++) {
            builder.append(row % 1_000 == 17 ? odd : usual);
        }
        batches.add(builder.build(Layout.STORED, memory));
    }

    private Loop loop(Pipeline.Source source) {
        var filter =
                new Step.Filter(
                        Erased.predicate((Count count) ->
                                (count.first() == null ? 0 : 1) + (count.second() == null ? 0 : 2) == 3));
        var calls = List.of(new Op.StepCall(filter, Plan.label("filter"), new DatasetId(0)));
        return Pipeline.of(calls, () -> {}).over(source).count().orElseThrow();
    }

    /// A loop for columns without nulls runs as long as there are none; the one after it asks for the rest.
    @Test
    void nullsThatComeLater_areSeen() {
        var usual = new Count(1L, 2L);
        write(usual, usual);
        write(usual, new Count(null, 2L));
        write(usual, usual);
        write(usual, new Count(1L, null));
        var source = new LoopSource.OfWindows(new BatchWindows(batches.iterator(), _ -> {}));
        var counts = new ArrayList<Long>();
        while (source.hasNext()) {
            var loop = loop(source.kind());
            source.feed(loop, environment);
            counts.add(loop.count());
        }
        assertThat(counts).containsExactly((long) ROWS, 2L * ROWS - 3, ROWS - 3L);
    }
}
