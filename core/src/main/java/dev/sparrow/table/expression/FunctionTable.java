/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.expression;

import dev.sparrow.column.ColumnType;
import dev.sparrow.table.kernel.Dates;
import dev.sparrow.table.kernel.Intervals;
import dev.sparrow.table.kernel.Lists;
import dev.sparrow.table.kernel.Mathematics;
import dev.sparrow.table.kernel.Numbers;
import dev.sparrow.table.kernel.RegularExpressions;
import dev.sparrow.table.kernel.Sql;
import dev.sparrow.table.kernel.Texts;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The scalar functions by their names, as the kernels list them. Found when the first one is asked for.
public final class FunctionTable {
    private static final List<Class<?>> KERNELS =
            List.of(
                    Numbers.class,
                    Mathematics.class,
                    Texts.class,
                    RegularExpressions.class,
                    Dates.class,
                    Intervals.class,
                    Lists.class);

    private FunctionTable() {}

    /// One way to call a function.
    record Overload(
            ScalarFunction function, List<TypePattern> parameters, TypePattern result, String signature, String does) {}

    /// Made when it is first needed.
    private static final class Holder {
        private static final Map<String, List<Overload>> OVERLOADS = find();

        private static Map<String, List<Overload>> find() {
            var overloads = new HashMap<String, List<Overload>>();
            for (var kernel : KERNELS) {
                for (var method : kernel.getDeclaredMethods()) {
                    var sql = method.getAnnotation(Sql.class);
                    for (var signature : sql == null ? new String[0] : sql.value()) {
                        var overload = overload(method, sql, signature);
                        overloads.computeIfAbsent(overload.function().name(), _ -> new ArrayList<>()).add(overload);
                    }
                }
            }
            // Reflection knows no order.
            overloads.values().forEach(of -> of.sort(java.util.Comparator.comparing(Overload::signature)));
            return overloads;
        }
    }

    private static Overload overload(Method method, Sql sql, String signature) {
        var open = signature.indexOf('(', 1);
        var close = signature.lastIndexOf(')');
        var function =
                new ScalarFunction(
                        signature.substring(0, open),
                        method.getDeclaringClass(),
                        method.getName(),
                        MethodType.methodType(method.getReturnType(), method.getParameterTypes()),
                        sql.takesNulls(),
                        sql.mayReturnNull());
        var parameters = signature.substring(open + 1, close);
        return new Overload(
                function,
                parameters.isEmpty() ? List.of() : split(parameters).stream().map(TypePattern::parse).toList(),
                TypePattern.parse(signature.substring(close + 1).strip()),
                signature,
                sql.does());
    }

    /// At the commas that stand in no brackets.
    private static List<String> split(String parameters) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var from = 0;
        for (var i = 0; i <= parameters.length(); i++) {
            var character = i == parameters.length() ? ',' : parameters.charAt(i);
            depth += character == '<' || character == '(' ? 1 : character == '>' || character == ')' ? -1 : 0;
            if (character == ',' && depth == 0) {
                parts.add(parameters.substring(from, i).strip());
                from = i + 1;
            }
        }
        return parts;
    }

    /// The ways to call a function; none if there is no such function.
    static List<Overload> overloads(String name) {
        return Holder.OVERLOADS.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public static boolean isFunction(String name) {
        return !overloads(name).isEmpty() || Calls.SPECIAL.contains(name.toLowerCase(Locale.ROOT));
    }

    /// All names, for suggestions.
    public static List<String> names() {
        var names = new ArrayList<>(Holder.OVERLOADS.keySet());
        names.addAll(Calls.SPECIAL);
        return names.stream().filter(name -> Character.isLetter(name.charAt(0))).sorted().distinct().toList();
    }

    /// The signatures of all functions with what they return, by name, for a reference.
    public static SequencedMap<String, Map<String, String>> reference() {
        var reference = new TreeMap<String, Map<String, String>>();
        Holder.OVERLOADS.forEach((name, overloads) -> {
            var signatures = new TreeMap<String, String>();
            overloads.forEach(overload -> signatures.put(overload.signature(), overload.does()));
            reference.put(name, signatures);
        });
        return reference;
    }

    /// A method that is no function of its own, such as one that casts.
    static ScalarFunction of(String name, Class<?> owner, String method, Class<?> result, Class<?>... parameters) {
        return new ScalarFunction(name, owner, method, MethodType.methodType(result, parameters), false, false);
    }

    static String signatures(String name) {
        return String.join("; ", overloads(name).stream().map(Overload::signature).toList());
    }

    static String types(List<Expression> arguments) {
        return String.join(", ", arguments.stream().map(Expression::type).map(ColumnType::toString).toList());
    }

    static List<Class<?>> kernels() {
        return KERNELS;
    }

    static String list(Object... values) {
        return Arrays.toString(values);
    }
}
