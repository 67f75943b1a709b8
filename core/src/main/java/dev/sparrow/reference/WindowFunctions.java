/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.column.Row;
import dev.sparrow.table.expression.AggregateCall;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.kernel.ObjectAggregate;
import dev.sparrow.table.kernel.ObjectAggregates;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.TableStep;
import dev.sparrow.table.step.WindowCall;
import dev.sparrow.table.step.WindowCall.Exclude;
import dev.sparrow.table.step.WindowCall.Place;
import dev.sparrow.table.step.WindowCall.Unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/// The meaning of functions over the rows around each row: every frame is looked at as a whole.
final class WindowFunctions {
    private final TableStep.Windows step;
    private final List<Row> rows;

    /// The number of the group of rows that are equal in the order, of each row.
    private final int[] peers;

    private WindowFunctions(TableStep.Windows step, List<Row> rows) {
        this.step = step;
        this.rows = rows;
        this.peers = new int[rows.size()];
        var order = Tables.comparator(step.order());
        for (var i = 1; i < peers.length; i++) {
            peers[i] = peers[i - 1] + (order.compare(rows.get(i - 1), rows.get(i)) == 0 ? 0 : 1);
        }
    }

    static List<Object> apply(TableStep.Windows step, List<Object> input) {
        var sorted = new ArrayList<>(input);
        var keys = new ArrayList<SortKey>();
        step.partitionBy().forEach(by -> keys.add(new SortKey(by, true, false)));
        keys.addAll(step.order());
        sorted.sort(Tables.comparator(keys));
        var partitions = new LinkedHashMap<List<Object>, List<Row>>();
        for (var element : sorted) {
            var key = new ArrayList<Object>();
            step.partitionBy().forEach(by -> key.add(Tables.normal(Tables.value(by, (Row) element))));
            partitions.computeIfAbsent(key, _ -> new ArrayList<>()).add((Row) element);
        }
        var output = new ArrayList<Object>();
        partitions.values().forEach(rows -> output.addAll(new WindowFunctions(step, rows).apply()));
        return output;
    }

    private List<Object> apply() {
        var output = new ArrayList<Object>();
        for (var row = 0; row < rows.size(); row++) {
            var values = new ArrayList<Object>();
            for (var call : step.calls()) {
                values.add(value(call, row));
            }
            output.add(Tables.longer(rows.get(row), values.toArray()));
        }
        return output;
    }

    private Object value(WindowCall call, int row) {
        var first = firstOf(peers[row]);
        return switch (call.function()) {
            case ROW_NUMBER -> (Object) (row + 1L);
            case RANK -> first + 1L;
            case DENSE_RANK -> peers[row] + 1L;
            case PERCENT_RANK -> rows.size() == 1 ? 0.0 : (double) first / (rows.size() - 1);
            case CUME_DIST -> (double) (lastOf(peers[row]) + 1) / rows.size();
            case NTILE -> tile(((Number) constant(call.arguments().getFirst())).longValue(), row);
            case LAG -> moved(call, row, -1);
            case LEAD -> moved(call, row, 1);
            case FIRST_VALUE -> nth(call, row, 1);
            case LAST_VALUE -> nth(call, row, -1);
            case NTH_VALUE -> nth(call, row, ((Number) constant(call.arguments().get(1))).longValue());
            case AGGREGATE -> aggregated(call, row);
        };
    }

    private static Object constant(Expression expression) {
        return ((Expression.Literal) expression).value();
    }

    private long tile(long tiles, int row) {
        var size = rows.size() / tiles;
        var larger = rows.size() % tiles;
        var border = larger * (size + 1);
        return row < border ? row / (size + 1) + 1 : larger + (row - border) / Math.max(1, size) + 1;
    }

    private Object moved(WindowCall call, int row, int direction) {
        var arguments = call.arguments();
        var distance = arguments.size() > 1 ? ((Number) constant(arguments.get(1))).longValue() : 1;
        var value = arguments.getFirst();
        if (call.ignoresNulls()) {
            var left = distance;
            for (var at = row + direction; at >= 0 && at < rows.size(); at += direction) {
                var found = Tables.value(value, rows.get(at));
                if (found != null && --left == 0) {
                    return Carrier.toJava(found, value.type());
                }
            }
        } else {
            var at = row + direction * distance;
            if (at >= 0 && at < rows.size()) {
                return Carrier.toJava(Tables.value(value, rows.get((int) at)), value.type());
            }
        }
        return arguments.size() > 2
                ? Carrier.toJava(Tables.value(arguments.get(2), rows.get(row)), value.type())
                : null;
    }

    private Object nth(WindowCall call, int row, long n) {
        var value = call.arguments().getFirst();
        var values = new ArrayList<Object>();
        for (var at : frame(call.frame(), row)) {
            var found = Tables.value(value, rows.get(at));
            if (found != null || !call.ignoresNulls()) {
                values.add(Carrier.toJava(found, value.type()));
            }
        }
        var place = n < 0 ? values.size() - 1 : n - 1;
        return place >= 0 && place < values.size() ? values.get((int) place) : null;
    }

    private Object aggregated(WindowCall call, int row) {
        var aggregate = object(call.aggregate());
        Object state = null;
        for (var at : frame(call.frame(), row)) {
            var values = new ArrayList<Object>();
            for (var argument : call.aggregate().arguments()) {
                values.add(Carrier.toJava(Tables.value(argument, rows.get(at)), argument.type()));
            }
            state = aggregate.add(state, values.toArray());
        }
        var result = aggregate.finish(state);
        return Carrier.toJava(Carrier.of(result, call.field().type()), call.field().type());
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

    // ---- Frames

    private int firstOf(int peer) {
        var row = 0;
        while (row < peers.length && peers[row] < peer) {
            row++;
        }
        return row;
    }

    private int lastOf(int peer) {
        var row = peers.length - 1;
        while (row >= 0 && peers[row] > peer) {
            row--;
        }
        return row;
    }

    private List<Integer> frame(WindowCall.Frame frame, int row) {
        var from = edge(frame.unit(), frame.start(), row, true);
        var to = edge(frame.unit(), frame.end(), row, false);
        var within = new ArrayList<Integer>();
        for (var at = Math.max(0, from); at <= Math.min(to, rows.size() - 1); at++) {
            if (!isExcluded(frame.exclude(), at, row)) {
                within.add((int) at);
            }
        }
        return within;
    }

    private boolean isExcluded(Exclude exclude, long at, int row) {
        return switch (exclude) {
            case NONE -> false;
            case CURRENT_ROW -> at == row;
            case GROUP -> peers[(int) at] == peers[row];
            case TIES -> at != row && peers[(int) at] == peers[row];
        };
    }

    private long edge(Unit unit, WindowCall.Bound bound, int row, boolean isStart) {
        if (bound.place() == Place.UNBOUNDED_PRECEDING) {
            return 0;
        }
        if (bound.place() == Place.UNBOUNDED_FOLLOWING) {
            return rows.size() - 1L;
        }
        if (bound.place() == Place.CURRENT) {
            return unit == Unit.ROWS ? row : isStart ? firstOf(peers[row]) : lastOf(peers[row]);
        }
        var sign = bound.place() == Place.PRECEDING ? -1 : 1;
        var distance = (Number) constant(bound.distance());
        return switch (unit) {
            case ROWS -> row + sign * distance.longValue();
            case GROUPS -> {
                var peer = Math.clamp(peers[row] + sign * distance.longValue(), -1, peers.length);
                yield isStart ? firstOf(peer) : lastOf(peer);
            }
            case RANGE -> ranged(sign * distance.doubleValue(), row, isStart);
        };
    }

    /// The first or last row whose key is within a distance of that of `row`.
    private long ranged(double distance, int row, boolean isStart) {
        var key = step.order().getFirst();
        var own = Tables.value(key.by(), rows.get(row));
        if (own == null) {
            return isStart ? firstOf(peers[row]) : lastOf(peers[row]);
        }
        var limit = ((Number) own).doubleValue() + (key.ascending() ? distance : -distance);
        var places = new ArrayList<Integer>();
        for (var at = 0; at < rows.size(); at++) {
            var value = Tables.value(key.by(), rows.get(at));
            if (value != null) {
                var beyond = (((Number) value).doubleValue() - limit) * (key.ascending() ? 1 : -1);
                if (isStart ? beyond >= 0 : beyond <= 0) {
                    places.add(at);
                }
            }
        }
        return places.isEmpty()
                ? isStart ? rows.size() : -1
                : isStart ? Collections.min(places) : Collections.max(places);
    }
}
