/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.function.Function;
import dev.sparrow.table.expression.Expression.Input;
import dev.sparrow.table.expression.Expression.UserCall;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Functions that compute an expression for each element of a list.
public final class Lambdas {
    private Lambdas() {}

    /// What is made of the values of the elements.
    public enum Kind {
        /// The list of them.
        TRANSFORM,
        /// The list of the elements for which they are true.
        FILTER,
        /// Whether one is true; missing if none is and one is missing.
        ANY
    }

    /// What a lambda makes of a list.
    ///
    /// @param body over the element, its place from 1 as a bigint, and then what is captured
    /// @param captured values that are the same for all elements
    public static Expression over(Kind kind, Expression list, Expression body, List<Expression> captured) {
        var element = ((ListOf) list.type()).element();
        var types = new ArrayList<ColumnType>(List.of(element, Plain.BIGINT));
        captured.forEach(each -> types.add(each.type()));
        var arguments = new ArrayList<Expression>(List.of(list));
        arguments.addAll(captured);
        var type =
                switch (kind) {
                    case TRANSFORM -> new ListOf(body.type(), true);
                    case FILTER -> list.type();
                    case ANY -> Plain.BOOLEAN;
                };
        var name = "list_" + kind.name().toLowerCase(java.util.Locale.ROOT) + " " + body;
        return new UserCall(new Each(kind, body, types), null, arguments, type, true, name);
    }

    /// Folds the elements of a list from left to right.
    ///
    /// @param body over what was folded so far and the next element, then what is captured
    /// @param start null for the first element
    public static Expression reduce(Expression list, Expression body, Expression start, List<Expression> captured) {
        var element = ((ListOf) list.type()).element();
        var types = new ArrayList<>(List.of(start == null ? element : start.type(), element));
        captured.forEach(each -> types.add(each.type()));
        var arguments = new ArrayList<>(captured);
        arguments.addFirst(list);
        if (start != null) {
            arguments.addLast(start);
        }
        var folded = Casting.cast(body, types.getFirst(), false);
        return new UserCall(
                new Reduce(folded, types, start != null),
                null,
                arguments,
                types.getFirst(),
                true,
                "list_reduce " + body);
    }

    /// Computes the body for each element.
    ///
    /// @param types of what the body reads
    private record Each(Kind kind, Expression body, List<ColumnType> types) implements Function<Object, Object> {
        @Override
        public Object call(Object arguments) {
            var given = (List<?>) arguments;
            if (given.getFirst() == null) {
                return null;
            }
            var row = new ArrayList<Object>(Collections.nCopies(types.size(), null));
            for (var i = 1; i < given.size(); i++) {
                row.set(i + 1, Carrier.of(given.get(i), types.get(i + 1)));
            }
            var results = new ArrayList<Object>();
            var place = 0L;
            for (var element : (List<?>) given.getFirst()) {
                row.set(0, Carrier.of(element, types.getFirst()));
                row.set(1, ++place);
                var value = Interpreter.evaluate(body, row);
                if (kind == Kind.TRANSFORM || kind == Kind.ANY) {
                    results.add(Carrier.toJava(value, body.type()));
                } else if (Boolean.TRUE.equals(value)) {
                    results.add(element);
                }
            }
            return kind == Kind.ANY ? any(results) : Collections.unmodifiableList(results);
        }

        private static Boolean any(List<Object> results) {
            return results.contains(true) ? (Boolean) true : results.contains(null) ? null : (Boolean) false;
        }
    }

    /// Folds the elements.
    private record Reduce(Expression body, List<ColumnType> types, boolean hasStart)
            implements Function<Object, Object> {
        @Override
        public Object call(Object arguments) {
            var given = (List<?>) arguments;
            if (given.getFirst() == null) {
                return null;
            }
            var elements = new ArrayList<Object>((List<?>) given.getFirst());
            var captured = hasStart ? given.subList(1, given.size() - 1) : given.subList(1, given.size());
            var row = new ArrayList<Object>(Collections.nCopies(types.size(), null));
            for (var i = 0; i < captured.size(); i++) {
                row.set(i + 2, Carrier.of(captured.get(i), types.get(i + 2)));
            }
            if (!hasStart && elements.isEmpty()) {
                throw dev.sparrow.error.SparrowException.invalidArgument(
                        "list_reduce has nothing to make of an empty list. Give it a start as third argument.");
            }
            var first = hasStart ? given.getLast() : elements.removeFirst();
            Object folded = Carrier.of(first, types.getFirst());
            for (var element : elements) {
                row.set(0, folded);
                row.set(1, Carrier.of(element, types.get(1)));
                folded = Interpreter.evaluate(body, row);
            }
            return Carrier.toJava(folded, types.getFirst());
        }
    }

    /// An aggregate of the elements of a list.
    ///
    /// @param call over the element
    public static Expression aggregate(Expression list, AggregateCall call) {
        var element = ((ListOf) list.type()).element();
        return new UserCall(new Fold(call, element), null, List.of(list), call.type(), true, "list_" + call.name());
    }

    /// Folds the elements by an aggregate.
    private record Fold(AggregateCall call, ColumnType element) implements Function<Object, Object> {
        @Override
        public Object call(Object arguments) {
            var list = (List<?>) ((List<?>) arguments).getFirst();
            if (list == null) {
                return null;
            }
            var aggregate = Aggregates.object(call);
            Object state = null;
            for (var each : list) {
                var row = new ArrayList<Object>();
                row.add(Carrier.of(each, element));
                var values = new Object[call.arguments().size()];
                for (var i = 0; i < values.length; i++) {
                    var argument = call.arguments().get(i);
                    values[i] = Carrier.toJava(Interpreter.evaluate(argument, row), argument.type());
                }
                state = aggregate.add(state, values);
            }
            return aggregate.finish(state);
        }
    }

    // ---- Casts

    /// Whether values of one type become values of another part by part.
    static boolean canCast(ColumnType from, ColumnType to) {
        if (from == Plain.NULL) {
            return true;
        }
        return switch (to) {
            case ListOf(var element, var _) -> from instanceof ListOf(var own, var _) && canCast(own, element);
            case MapOf(var key, var value, var _) ->
                    from instanceof MapOf(var ownKey, var ownValue, var _)
                            && canCast(ownKey, key)
                            && canCast(ownValue, value);
            case StructOf(var schema) ->
                    from instanceof StructOf(var own) && own.fields().size() == schema.fields().size();
            case ColumnType _ -> true;
        };
    }

    static Expression cast(Expression value, ColumnType type, boolean orNull) {
        var function = new Part(value.type(), type, orNull);
        return new UserCall(function, null, List.of(value), type, value.nullable() || orNull, "cast");
    }

    /// Casts what is in a value.
    private record Part(ColumnType from, ColumnType to, boolean orNull) implements Function<Object, Object> {
        @Override
        public Object call(Object arguments) {
            return cast(((List<?>) arguments).getFirst(), from, to);
        }

        private Object cast(Object value, ColumnType from, ColumnType to) {
            if (value == null || from.equals(to)) {
                return value;
            }
            if (to instanceof ListOf(var element, var _) && from instanceof ListOf(var own, var _)) {
                var list = new ArrayList<Object>();
                ((List<?>) value).forEach(each -> list.add(cast(each, own, element)));
                return Collections.unmodifiableList(list);
            }
            if (to instanceof MapOf map && from instanceof MapOf own) {
                var cast = new LinkedHashMap<Object, Object>();
                ((Map<?, ?>) value)
                        .forEach((key, each) ->
                                cast.put(cast(key, own.key(), map.key()), cast(each, own.value(), map.value())));
                return Collections.unmodifiableMap(cast);
            }
            if (to instanceof StructOf(var schema) && from instanceof StructOf(var own)) {
                var cast = new LinkedHashMap<String, Object>();
                for (var i = 0; i < schema.fields().size(); i++) {
                    var field = own.fields().get(i);
                    var wanted = schema.fields().get(i);
                    cast.put(wanted.name(), cast(((Map<?, ?>) value).get(field.name()), field.type(), wanted.type()));
                }
                return Collections.unmodifiableMap(cast);
            }
            var one = Casting.cast(new Input(0, from, true, "element"), to, orNull);
            var row = new ArrayList<Object>();
            row.add(Carrier.of(value, from));
            return Carrier.toJava(Interpreter.evaluate(one, row), to);
        }
    }
}
