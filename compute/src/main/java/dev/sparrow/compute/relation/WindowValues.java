/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.kernel.ObjectAggregate;
import dev.sparrow.table.kernel.ObjectAggregates;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.WindowCall;
import dev.sparrow.table.step.WindowCall.Exclude;
import dev.sparrow.table.step.WindowCall.Place;
import dev.sparrow.table.step.WindowCall.Unit;

import java.math.BigInteger;
import java.util.List;
import java.util.function.IntFunction;

/// The values of a window function for the rows of one partition, which are asked for in order. An aggregate over a
/// frame that only grows is folded on from row to row; over another one it is folded anew.
final class WindowValues {
    private final WindowCall call;
    private final List<SortKey> order;

    /// For each row the number of its group of rows that are equal in the order.
    private final int[] peers;

    private final int[] firstOfPeer;
    private final Arguments arguments;
    private final IntFunction<Object> sortKey;
    private final ObjectAggregate aggregate;

    /// What was folded so far, of a frame that grows, and where it ends.
    private Object state;

    private int folded;

    /// The argument of a row.
    interface Arguments {
        Object of(int place, int row);
    }

    /// @param sortKey the first key of the order
    WindowValues(WindowCall call, List<SortKey> order, int[] peers, Arguments arguments, IntFunction<Object> sortKey) {
        this.call = call;
        this.order = order;
        this.peers = peers;
        this.arguments = arguments;
        this.sortKey = sortKey;
        this.aggregate = call.aggregate() == null ? null : object(call.aggregate());
        var groups = peers[peers.length - 1] + 1;
        this.firstOfPeer = new int[groups + 1];
        for (var row = peers.length - 1; row >= 0; row--) {
            firstOfPeer[peers[row]] = row;
        }
        firstOfPeer[groups] = peers.length;
    }

    private static ObjectAggregate object(AggregateCall call) {
        return switch (call.kind()) {
            case COUNT -> new ObjectAggregates.Counted();
            case SUM -> new ObjectAggregates.Summed();
            case AVERAGE -> new ObjectAggregates.Mean();
            case LEAST -> new ObjectAggregates.Bound(false);
            case GREATEST -> new ObjectAggregates.Bound(true);
            case FIRST -> new ObjectAggregates.First();
            case OBJECT -> call.object();
        };
    }

    /// In the form of [Carrier].
    Object of(int row) {
        var first = firstOfPeer[peers[row]];
        return switch (call.function()) {
            case ROW_NUMBER -> (Object) (row + 1L);
            case RANK -> first + 1L;
            case DENSE_RANK -> peers[row] + 1L;
            case PERCENT_RANK -> peers.length == 1 ? 0.0 : (double) first / (peers.length - 1);
            case CUME_DIST -> (double) firstOfPeer[peers[row] + 1] / peers.length;
            case NTILE -> tile(((Number) arguments.of(0, row)).longValue(), row);
            case LAG -> moved(row, -1);
            case LEAD -> moved(row, 1);
            case FIRST_VALUE -> nth(row, 1);
            case LAST_VALUE -> nth(row, -1);
            case NTH_VALUE -> nth(row, ((Number) arguments.of(1, row)).longValue());
            case AGGREGATE -> aggregated(row);
        };
    }

    private long tile(long tiles, int row) {
        var size = peers.length / tiles;
        var larger = peers.length % tiles;
        var border = larger * (size + 1);
        return row < border ? row / (size + 1) + 1 : larger + (row - border) / Math.max(1, size) + 1;
    }

    private Object moved(int row, int direction) {
        var given = call.arguments().size();
        var distance = given > 1 ? ((Number) arguments.of(1, row)).longValue() : 1;
        if (call.ignoresNulls()) {
            var left = distance;
            for (var at = row + direction; at >= 0 && at < peers.length; at += direction) {
                if (arguments.of(0, at) != null && --left == 0) {
                    return arguments.of(0, at);
                }
            }
        } else {
            var at = row + direction * distance;
            if (at >= 0 && at < peers.length) {
                return arguments.of(0, (int) at);
            }
        }
        return given > 2 ? arguments.of(2, row) : null;
    }

    private Object nth(int row, long n) {
        var from = from(row);
        var to = to(row);
        var step = n < 0 ? -1 : 1;
        var left = Math.abs(n);
        for (var at = n < 0 ? to : from; at >= from && at <= to; at += step) {
            if (!isExcluded(at, row) && !(call.ignoresNulls() && arguments.of(0, at) == null) && --left == 0) {
                return arguments.of(0, at);
            }
        }
        return null;
    }

    private Object aggregated(int row) {
        var frame = call.frame();
        if (frame.start().place() == Place.UNBOUNDED_PRECEDING && frame.exclude() == Exclude.NONE) {
            for (var to = to(row); folded <= to; folded++) {
                state = folded(state, folded);
            }
            return Carrier.of(aggregate.finish(state), call.field().type());
        }
        Object own = null;
        for (var at = from(row); at <= to(row); at++) {
            if (!isExcluded(at, row)) {
                own = folded(own, at);
            }
        }
        return Carrier.of(aggregate.finish(own), call.field().type());
    }

    private Object folded(Object before, int row) {
        var by = call.aggregate().arguments();
        var values = new Object[by.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = Carrier.toJava(arguments.of(i, row), by.get(i).type());
        }
        return aggregate.add(before, values);
    }

    // ---- Frames

    private boolean isExcluded(int at, int row) {
        return switch (call.frame().exclude()) {
            case NONE -> false;
            case CURRENT_ROW -> at == row;
            case GROUP -> peers[at] == peers[row];
            case TIES -> at != row && peers[at] == peers[row];
        };
    }

    private int from(int row) {
        return Math.clamp(edge(call.frame().start(), row, true), 0, peers.length);
    }

    private int to(int row) {
        return Math.clamp(edge(call.frame().end(), row, false), -1, peers.length - 1);
    }

    private long edge(WindowCall.Bound bound, int row, boolean isStart) {
        var unit = call.frame().unit();
        return switch (bound.place()) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> peers.length - 1;
            case CURRENT -> unit == Unit.ROWS ? row : edgeOf(peers[row], isStart);
            case PRECEDING -> distant(unit, -1, constant(bound.distance()), row, isStart);
            case FOLLOWING -> distant(unit, 1, constant(bound.distance()), row, isStart);
        };
    }

    private static Number constant(Expression distance) {
        return (Number) ((Expression.Literal) distance).value();
    }

    /// The first or the last row of a group.
    private long edgeOf(int peer, boolean isStart) {
        return isStart ? firstOfPeer[peer] : firstOfPeer[peer + 1] - 1L;
    }

    private long distant(Unit unit, int sign, Number distance, int row, boolean isStart) {
        return switch (unit) {
            case ROWS -> row + sign * distance.longValue();
            case GROUPS -> {
                var peer = peers[row] + sign * distance.longValue();
                var groups = firstOfPeer.length - 1;
                yield peer < 0
                        ? isStart ? 0 : -1
                        : peer >= groups ? isStart ? peers.length : peers.length - 1 : edgeOf((int) peer, isStart);
            }
            case RANGE -> ranged(sign, distance, row, isStart);
        };
    }

    /// The first or last row whose key is within a distance of that of `row`. Rows without a key are together at one
    /// end, and see each other alone.
    private long ranged(int sign, Number distance, int row, boolean isStart) {
        var ascending = order.getFirst().ascending();
        if (!(sortKey.apply(row) instanceof Number own)) {
            return edgeOf(peers[row], isStart);
        }
        var direction = ascending ? 1 : -1;
        var low = isKeyed(0) ? 0 : firstOfPeer[1];
        var high = isKeyed(peers.length - 1) ? peers.length : firstOfPeer[firstOfPeer.length - 2];
        while (low < high) {
            var middle = (low + high) >>> 1;
            var beyond = direction * beyond((Number) sortKey.apply(middle), own, direction * sign, distance);
            if (isStart ? beyond >= 0 : beyond > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return isStart ? low : low - 1L;
    }

    /// How a key compares with another one that is moved by a distance.
    private static int beyond(Number key, Number from, int sign, Number distance) {
        if (from instanceof Double || from instanceof Float || from instanceof BigInteger) {
            return Double.compare(key.doubleValue(), from.doubleValue() + sign * distance.doubleValue());
        }
        var moved = from.longValue() + sign * distance.longValue();
        var overflows = sign > 0 ? moved < from.longValue() : moved > from.longValue();
        return overflows ? -sign : Long.compare(key.longValue(), moved);
    }

    private boolean isKeyed(int row) {
        return sortKey.apply(row) instanceof Number;
    }
}
