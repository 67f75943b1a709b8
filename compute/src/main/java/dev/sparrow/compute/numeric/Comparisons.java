/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import dev.sparrow.storage.columnar.ValueForm;

import org.objectweb.asm.Opcodes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Comparisons of values by their one number.
final class Comparisons {
    static final Set<String> NAMES = Set.of("compareTo", "equals", "isAfter", "isBefore", "isEqual");

    private final Operations operations;

    Comparisons(Operations operations) {
        this.operations = operations;
    }

    /// Whole numbers in boxes.
    Optional<Node> ofBoxes(Value.Boxed left, String name, List<Value> arguments, Function<Value, Node> then) {
        if (!(left.box() == Long.class || left.box() == Integer.class) || !NAMES.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(
                operations.present(
                        arguments.getFirst(),
                        argument -> {
                            if (!(argument instanceof Value.Boxed(var box, var right)) || box != left.box()) {
                                throw new Operations.UnknownException("compared with another class");
                            }
                            return operations.comparison(left.number(), right, sign -> answer(name, sign, then));
                        }));
    }

    /// Dates, times and durations, of which the JDK says no more than which comes first.
    Optional<Node> ofValues(Value.Numbers left, String name, List<Value> arguments, Function<Value, Node> then) {
        if (left.numbers().size() != 1 || !NAMES.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(
                argument(
                        arguments.getFirst(),
                        left.form(),
                        right ->
                                operations.comparison(
                                        left.numbers().getFirst(),
                                        right.numbers().getFirst(),
                                        sign ->
                                                name.equals("compareTo")
                                                        ? then.apply(new Value.Sign(sign))
                                                        : answer(name, sign, then))));
    }

    /// An argument of the same class as a value of this form; one of a loop's constants is taken in this form.
    Node argument(Value argument, ValueForm form, Function<Value.Numbers, Node> then) {
        var value = argument instanceof Value.Captured(var number) ? operations.captured(number, form) : argument;
        return operations.present(
                value,
                known -> {
                    if (known instanceof Value.Numbers numbers
                            && numbers.form().type() == form.type()
                            && numbers.numbers().size() == 1) {
                        return then.apply(numbers);
                    }
                    throw new Operations.UnknownException("compared with another class");
                });
    }

    /// The form in which a captured object is compared with a value. Decimals of different scales may compare as equal,
    /// but are not.
    Optional<ValueForm> form(Value other, String name) {
        return other instanceof Value.Numbers(var form, var numbers)
                        && numbers.size() == 1
                        && !(form instanceof ValueForm.Scaled && name.equals("equals"))
                ? Optional.of(form)
                : Optional.empty();
    }

    /// What a method answers for two values of which the sign of the comparison is known: -1, 0 or 1.
    Node answer(String name, Operand sign, Function<Value, Node> then) {
        return switch (name) {
            case "compareTo" -> then.apply(new Value.Primitive(sign));
            case "isBefore" -> truth(Opcodes.IFLT, sign, then);
            case "isAfter" -> truth(Opcodes.IFGT, sign, then);
            default -> truth(Opcodes.IFEQ, sign, then);
        };
    }

    private Node truth(int opcode, Operand sign, Function<Value, Node> then) {
        return operations.decide(
                opcode,
                sign,
                then.apply(new Value.Primitive(Operand.Constant.ONE)),
                then.apply(new Value.Primitive(Operand.Constant.ZERO)));
    }
}
