/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.pipeline.Pipeline;
import dev.sparrow.compute.row.FakeEnvironment;
import dev.sparrow.compute.row.Plan;
import dev.sparrow.config.Compilation;
import dev.sparrow.function.Function;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.DatasetId;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class FusedWindowsTest {
    private static final int ROWS = 5_000;

    private static final class Changing {
        private long value;
    }

    private final FakeEnvironment environment = new FakeEnvironment(Compilation.ALWAYS);
    private final AtomicInteger asked = new AtomicInteger();

    private FusedWindows windows(Function<Object, Object> function) {
        var calls = List.of(new Op.StepCall(new Step.Map(function), Plan.label("map"), new DatasetId(0)));
        var source = new LoopSource.OfRange(0, 1, 0, ROWS);
        var head = new WarmUp(0, WarmUp.KIND_ELEMENTS);
        return new FusedWindows(
                source,
                head,
                _ -> Collections.emptyIterator(),
                () -> {
                    asked.incrementAndGet();
                    return Pipeline.of(calls, environment::checkCancelled).over(source.kind());
                },
                Collections::emptyIterator,
                environment);
    }

    /// The next result may be the same object, so it is not made before this one was read; but by the same loop.
    @Test
    void resultsThatCanChange_areReadOneByOne_ofOneLoop() {
        var reused = new Changing();
        var windows =
                windows(x -> {
                    reused.value = 2 * (long) x;
                    return reused;
                });
        var read = new ArrayList<Long>();
        for (var window = windows.next(); window != null; window = windows.next()) {
            assertThat(window.size()).isEqualTo(1);
            read.add(((Changing) window.get(0)).value);
        }
        assertThat(read).hasSize(ROWS).startsWith(0L, 2L, 4L).endsWith(2L * (ROWS - 1));
        assertThat(asked).hasValue(1);
    }

    @Test
    void resultsOfAKind_comeInWindows_whenTheKindIsKnown() {
        var windows = windows(x -> 2 * (long) x);
        var rows = 0;
        var least = Integer.MAX_VALUE;
        for (var window = windows.next(); window != null; window = windows.next()) {
            assertThat(window.get(0)).isEqualTo(2L * rows);
            least = Math.min(least, window.size());
            rows += window.size();
        }
        assertThat(rows).isEqualTo(ROWS);
        assertThat(least).isEqualTo(1);
        assertThat(asked).hasValue(2);
    }
}
