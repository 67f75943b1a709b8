/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.column.Row;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.Interpreter;
import dev.sparrow.table.expression.UserFunctions;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.step.SortKey;
import dev.sparrow.table.step.State;
import dev.sparrow.table.step.TableStep;
import dev.sparrow.value.Tuple2;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;

/// The meaning of each [TableStep] for a partition, whose elements are rows.
final class Tables {
    private Tables() {}

    static List<Object> apply(TableStep step, List<Object> input, int partition) throws Exception {
        return switch (step) {
            case TableStep.OfElements(var record, var schema) ->
                    record == null ? input : map(input, element -> row(element, schema.fields().size()));
            case TableStep.ToRecords(var record, _) ->
                    map(input, element -> UserFunctions.record(record, ((Row) element).values().toArray()));
            case TableStep.Filter filter ->
                    input.stream().filter(row -> isTrue(filter.condition(), (Row) row, filter)).toList();
            case TableStep.Project(var columns, var schema) -> {
                var source = new ArrayList<Object>();
                for (var element : input) {
                    source.add(Row.of(java(columns, carriers((Row) element, columns))));
                }
                yield source;
            }
            case TableStep.Aggregate aggregate -> aggregated(aggregate, input);
            case TableStep.Sort(var order, var count, _) -> {
                var sorted = new ArrayList<>(input);
                sorted.sort(comparator(order));
                yield count < 0 ? sorted : sorted.subList(0, (int) Math.min(count, sorted.size()));
            }
            case TableStep.KeyedBy(var order, _) -> map(input, row -> Tuple2.of(new Key((Row) row, order), row));
            case TableStep.Limit(var offset, var count, _) -> {
                var from = (int) Math.min(offset, input.size());
                yield input.subList(from, count < 0 ? input.size() : (int) Math.min(from + count, input.size()));
            }
            case TableStep.Unnest(var list, var outer, _) -> unnested(list, outer, input);
            case TableStep.Windows windows -> WindowFunctions.apply(windows, input);
            case TableStep.Sample(var fraction, var seed, _) -> {
                var random = new SplittableRandom(dev.sparrow.lineage.SampleDraws.mix(seed, partition));
                yield input.stream().filter(_ -> random.nextDouble() < fraction).toList();
            }
        };
    }

    private interface Change {
        Object apply(Object element) throws Exception;
    }

    private static List<Object> map(List<Object> input, Change change) throws Exception {
        var output = new ArrayList<Object>();
        for (var element : input) {
            output.add(change.apply(element));
        }
        return output;
    }

    private static Row row(Object record, int columns) throws ReflectiveOperationException {
        var values = new Object[columns];
        var components = record.getClass().getRecordComponents();
        for (var i = 0; i < columns; i++) {
            var accessor = components[i].getAccessor();
            accessor.setAccessible(true);
            values[i] = accessor.invoke(record);
        }
        return Row.of(values);
    }

    // ---- Expressions

    /// The values of a row, as far as expressions read them.
    static List<Object> carriers(Row row, List<Expression> expressions) {
        var values = new ArrayList<Object>(Collections.nCopies(row.size(), null));
        expressions.forEach(expression -> read(expression, row, values));
        return values;
    }

    private static void read(Expression expression, Row row, List<Object> values) {
        if (expression instanceof Expression.Input input) {
            values.set(input.column(), Carrier.of(row.get(input.column()), input.type()));
        }
        expression.children().forEach(child -> read(child, row, values));
    }

    private static Object[] java(List<Expression> expressions, List<Object> row) {
        return expressions.stream()
                .map(expression -> Carrier.toJava(Interpreter.evaluate(expression, row), expression.type()))
                .toArray();
    }

    static Object value(Expression expression, Row row) {
        return Interpreter.evaluate(expression, carriers(row, List.of(expression)));
    }

    private static boolean isTrue(Expression condition, Row row, TableStep step) {
        assert step.schema() != null;
        return Boolean.TRUE.equals(value(condition, row));
    }

    // ---- Order

    private record Key(Row row, List<SortKey> order) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return comparator(order).compare(row, other.row);
        }
    }

    static Comparator<Object> comparator(List<SortKey> order) {
        return (left, right) -> {
            for (var key : order) {
                var compared = compare(key, value(key.by(), (Row) left), value(key.by(), (Row) right));
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    static int compare(SortKey key, Object left, Object right) {
        if (left == null || right == null) {
            var order = Boolean.compare(left == null, right == null);
            return key.nullsFirst() ? -order : order;
        }
        var order = Comparisons.compare(left, right);
        return key.ascending() ? order : -order;
    }

    // ---- Groups

    private static List<Object> aggregated(TableStep.Aggregate step, List<Object> input) {
        var groups = new LinkedHashMap<List<Object>, List<Row>>();
        for (var element : input) {
            var row = (Row) element;
            var key = new ArrayList<Object>();
            for (var by : step.keys()) {
                key.add(normal(value(by, row)));
            }
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        if (step.keys().isEmpty() && groups.isEmpty()) {
            groups.put(List.of(), List.of());
        }
        var output = new ArrayList<Object>();
        groups.forEach((key, rows) -> {
            var values = new ArrayList<Object>();
            for (var i = 0; i < key.size(); i++) {
                values.add(Carrier.toJava(key.get(i), step.keys().get(i).type()));
            }
            step.states().forEach(state -> values.add(folded(state, rows)));
            output.add(Row.of(values.toArray()));
        });
        return output;
    }

    /// Zeros of both signs are one key.
    static Object normal(Object key) {
        return switch (key) {
            case Double value -> value == 0 ? (Double) 0.0 : value;
            case Float value -> value == 0 ? (Float) 0f : value;
            case null, default -> key;
        };
    }

    private static Object folded(State state, List<Row> rows) {
        if (state.aggregate() != null) {
            return objects(state, rows);
        }
        if (state.values().isEmpty()) {
            return (long) rows.size();
        }
        var by = state.values().getFirst();
        var values = rows.stream().map(row -> value(by, row)).filter(value -> value != null).toList();
        var result =
                switch (state.fold()) {
                    case COUNT -> (Object) (long) values.size();
                    case ADD_COUNT -> values.stream().mapToLong(value -> (long) value).sum();
                    case SUM_LONG ->
                            values.stream().reduce((one, two) -> Math.addExact((long) one, (long) two)).orElse(null);
                    case SUM_DOUBLE -> values.stream().reduce((one, two) -> (double) one + (double) two).orElse(null);
                    case SUM_WIDE ->
                            values.stream()
                                    .map(Tables::wide)
                                    .reduce(BigInteger::add)
                                    .map(Object.class::cast)
                                    .orElse(null);
                    case LEAST -> values.stream().min(Comparisons::compare).orElse(null);
                    case GREATEST -> values.stream().max(Comparisons::compare).orElse(null);
                    case FIRST -> values.stream().findFirst().orElse(null);
                    case OBJECT, MERGE -> throw new IllegalStateException("An aggregate is missing");
                };
        return Carrier.toJava(result, state.field().type());
    }

    private static BigInteger wide(Object value) {
        return switch (value) {
            case BigInteger wide -> wide;
            case BigDecimal decimal -> decimal.unscaledValue();
            default -> BigInteger.valueOf(((Number) value).longValue());
        };
    }

    private static Object objects(State state, List<Row> rows) {
        Object folded = null;
        for (var row : rows) {
            var values = new ArrayList<Object>();
            for (var by : state.values()) {
                values.add(Carrier.toJava(value(by, row), by.type()));
            }
            folded =
                    state.fold() == State.Fold.MERGE
                            ? state.aggregate().merge(folded, values.getFirst())
                            : state.aggregate().add(folded, values.toArray());
        }
        return folded;
    }

    private static List<Object> unnested(Expression list, boolean outer, List<Object> input) {
        var output = new ArrayList<Object>();
        for (var element : input) {
            var row = (Row) element;
            var elements = (List<?>) value(list, row);
            if (elements == null || elements.isEmpty()) {
                if (outer) {
                    output.add(longer(row, (Object) null));
                }
            } else {
                elements.forEach(each -> output.add(longer(row, each)));
            }
        }
        return output;
    }

    static Row longer(Row row, Object... more) {
        var values = new ArrayList<>(row.values());
        values.addAll(Arrays.asList(more));
        return Row.of(values.toArray());
    }

    // ---- Places

    static List<List<Object>> placed(Exchange.Columns exchange, List<List<Object>> input) {
        var output = new ArrayList<List<Object>>();
        for (var p = 0; p < exchange.partitions(); p++) {
            output.add(new ArrayList<>());
        }
        for (var partition : input) {
            for (var element : partition) {
                var key = exchange.columns().stream().map(column -> ((Row) element).get(column)).toArray();
                output.get(Math.floorMod(Arrays.deepHashCode(key), exchange.partitions())).add(element);
            }
        }
        return output;
    }
}
