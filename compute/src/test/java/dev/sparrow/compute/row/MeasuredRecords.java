/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import static dev.sparrow.compute.row.MeasuredSteps.erased;
import static dev.sparrow.compute.row.MeasuredSteps.filter;
import static dev.sparrow.compute.row.MeasuredSteps.map;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.loop.FusedElements;
import dev.sparrow.compute.loop.LoopSource;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.loop.WarmUp;
import dev.sparrow.compute.pipeline.SlotFold;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.config.Compilation;
import dev.sparrow.function.Function2;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Kind.Leaf;
import dev.sparrow.storage.columnar.Window;

import java.util.Arrays;
import java.util.List;

/// Pipelines over windows of cached records, a fold into the states of a table, and the loops that one would write in
/// their place.
final class MeasuredRecords {
    /// Of a cached dataset, as large as some machine's second cache.
    private record Trade(long at, double price, int units, long customer) {}

    private static final Kind TRADE =
            new Kind.Struct(Trade.class, List.of(Leaf.LONG, Leaf.DOUBLE, Leaf.INT, Leaf.LONG));

    private final Window trades = trades();
    private final long size;

    MeasuredRecords(long size) {
        this.size = size;
    }

    private static Window trades() {
        var window = new Window(TRADE);
        for (var row = 0; row < Window.ROWS; row++) {
            window.set(row, new Trade(row, row * 0.25, row % 13, row % 100));
        }
        window.size(Window.ROWS);
        return window;
    }

    Object recordsByHand() {
        var units = trades.ints(2);
        var customers = trades.longs(3);
        var sum = 0L;
        for (var window = 0L; window < size / Window.ROWS; window++) {
            for (var row = 0; row < Window.ROWS; row++) {
                if (units[row] > 3) {
                    sum += customers[row] * units[row];
                }
            }
        }
        return sum;
    }

    Object recordWindowsByHand() {
        var units = trades.ints(2);
        var customers = trades.longs(3);
        var out = new long[Window.ROWS];
        var filled = 0;
        var sum = 0L;
        for (var window = 0L; window < size / Window.ROWS; window++) {
            for (var row = 0; row < Window.ROWS; row++) {
                if (units[row] > 3) {
                    out[filled++] = customers[row] * units[row];
                    if (filled == Window.ROWS) {
                        sum += LongSum.sum(out, filled);
                        filled = 0;
                    }
                }
            }
        }
        return sum + LongSum.sum(out, filled);
    }

    private LoopSource.OfWindows tradeWindows() {
        return new LoopSource.OfWindows(
                new WindowSource() {
                    private long left = size / Window.ROWS;

                    @Override
                    public Window next() {
                        return left-- > 0 ? trades : null;
                    }
                });
    }

    private PartitionElements tradeValues(Compilation compilation) {
        var plan = new Plan(compilation);
        var steps =
                List.of(
                        filter((Trade trade) -> trade.units() > 3),
                        map((Trade trade) -> trade.customer() * trade.units()));
        var calls = steps.stream().map(step -> new Op.StepCall(step, Plan.label("step"), Plan.SURVEYED)).toList();
        var head = compilation == Compilation.NEVER ? new WarmUp(Long.MAX_VALUE, 1) : new WarmUp(1, 1);
        return new FusedElements(new Evaluation(plan.environment), tradeWindows(), calls, head);
    }

    Object records(Compilation compilation) {
        Function2<Long, Long, Long> plus = Long::sum;
        return tradeValues(compilation).fold(PartitionElements.Folded.of(0L), erased(plus), Plan.label("fold")).value();
    }

    Object recordWindows(Compilation compilation) {
        var sum = new LongSum();
        tradeValues(compilation).into(sum);
        return sum.sum;
    }

    Object statesByHand() {
        var slots = slots();
        var values = new long[Window.ROWS];
        var states = new long[Window.ROWS];
        for (var window = 0L; window < size / Window.ROWS; window++) {
            for (var row = 0; row < Window.ROWS; row++) {
                states[slots[row]] += values[row] + 3;
            }
        }
        return Arrays.stream(states).sum();
    }

    private static int[] slots() {
        var slots = new int[Window.ROWS];
        for (var row = 0; row < slots.length; row++) {
            slots[row] = row * 7 % Window.ROWS;
        }
        return slots;
    }

    Object states(Compilation compilation) {
        var slots = slots();
        var values = Window.over(Leaf.LONG, List.of(new long[Window.ROWS]), Window.ROWS);
        var states = new long[2 * Window.ROWS];
        Function2<Long, Long, Long> plus = (x, y) -> x + y + 3;
        var fold =
                SlotFold.of(new SlotFold.Start.Value(), erased(plus), Plan.label("fold"), Leaf.LONG, Leaf.LONG)
                        .orElseThrow();
        fold.size = Window.ROWS;
        for (var window = 0L; window < size / Window.ROWS; window++) {
            fold.fold(slots, values, 0, Window.ROWS, states);
        }
        return Arrays.stream(states).sum();
    }
}
