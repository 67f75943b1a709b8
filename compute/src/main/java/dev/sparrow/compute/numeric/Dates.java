/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import dev.sparrow.storage.columnar.ValueForm;
import dev.sparrow.storage.columnar.Values;

import org.objectweb.asm.Opcodes;

import java.lang.classfile.TypeKind;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What dates are asked for, but for comparisons: they are known by their days from 1970-01-01.
final class Dates {
    private static final MethodType PART = MethodType.methodType(int.class, int.class);

    private final Operations operations;

    Dates(Operations operations) {
        this.operations = operations;
    }

    Optional<Node> invoke(Value.Numbers date, String name, List<Value> arguments, Function<Value, Node> then) {
        var day = date.numbers().getFirst();
        return switch (name) {
            case "getYear" -> Optional.of(part("year", day, then));
            case "getMonthValue" -> Optional.of(part("month", day, then));
            case "getDayOfMonth" -> Optional.of(part("dayOfMonth", day, then));
            case "toEpochDay" ->
                    Optional.of(operations.widened(day, number -> then.apply(new Value.Primitive(number))));
            case "plusDays" ->
                    Optional.of(
                            operations.widened(
                                    day,
                                    from ->
                                            operations.sum(
                                                    from,
                                                    Primitives.number(arguments.getFirst()),
                                                    to -> date(to, then))));
            case "minusDays" ->
                    Optional.of(
                            operations.widened(
                                    day,
                                    from ->
                                            operations.difference(
                                                    from,
                                                    Primitives.number(arguments.getFirst()),
                                                    to -> date(to, then))));
            default -> Optional.empty();
        };
    }

    private Node part(String method, Operand day, Function<Value, Node> then) {
        return operations.call(Values.class, method, PART, List.of(day), part -> then.apply(new Value.Primitive(part)));
    }

    /// Gives up where a day is no int.
    private Node date(Operand day, Function<Value, Node> then) {
        return operations.instruction(
                Opcodes.L2I,
                TypeKind.INT,
                List.of(day),
                narrow ->
                        operations.comparison(
                                narrow,
                                day,
                                differs ->
                                        operations.decide(
                                                Opcodes.IFNE,
                                                differs,
                                                Node.GIVE_UP,
                                                then.apply(new Value.Numbers(ValueForm.Plain.DATE, List.of(narrow))))));
    }
}
