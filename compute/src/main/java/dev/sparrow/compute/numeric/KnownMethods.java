/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import dev.sparrow.storage.columnar.ValueForm;

import org.objectweb.asm.Type;

import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Methods of the JDK of which it is known what they compute on the numbers of their arguments: what compiled loops
/// understand of boxes, dates, times and decimals. All answers are empty for a method that is not known.
final class KnownMethods {
    /// Functions of primitives that never fail.
    private static final Set<String> MATH = Set.of("abs", "ceil", "floor", "max", "min", "pow", "rint", "sqrt");

    private final Operations operations;
    private final Comparisons comparisons;
    private final Dates dates;
    private final Decimals decimals;

    KnownMethods(Operations operations) {
        this.operations = operations;
        this.comparisons = new Comparisons(operations);
        this.dates = new Dates(operations);
        this.decimals = new Decimals(operations);
    }

    /// A static method.
    Optional<Node> ofClass(
            String owner, String name, String descriptor, List<Value> arguments, Function<Value, Node> then) {
        var box = Primitives.box(owner);
        if (box.isPresent() && name.equals("valueOf") && arguments.getFirst() instanceof Value.Primitive(var number)) {
            return Optional.of(then.apply(new Value.Boxed(box.get(), number)));
        }
        if (!owner.equals("java/lang/Math") || !MATH.contains(name)) {
            return Optional.empty();
        }
        var operands = arguments.stream().map(Primitives::number).toList();
        var type = MethodType.fromMethodDescriptorString(descriptor, null);
        return Optional.of(
                operations.call(Math.class, name, type, operands, made -> then.apply(new Value.Primitive(made))));
    }

    /// A method of an object that is not null.
    Optional<Node> ofObject(
            Value receiver, String name, String descriptor, List<Value> arguments, Function<Value, Node> then) {
        return switch (receiver) {
            case Value.Boxed boxed when arguments.isEmpty() && name.endsWith("Value") ->
                    Optional.of(
                            Primitives.converted(
                                    boxed.number(),
                                    Type.getReturnType(descriptor),
                                    operations,
                                    number -> then.apply(new Value.Primitive(number))));
            case Value.Boxed boxed -> comparisons.ofBoxes(boxed, name, arguments, then);
            case Value.Numbers numbers when numbers.form() instanceof ValueForm.Scaled ->
                    decimals.invoke(numbers, name, arguments, then);
            case Value.Numbers numbers when numbers.form() instanceof ValueForm.Plain plain ->
                    plain == ValueForm.Plain.DATE && !Comparisons.NAMES.contains(name)
                            ? dates.invoke(numbers, name, arguments, then)
                            : comparisons.ofValues(numbers, name, arguments, then);
            case Value.Captured captured -> ofCaptured(captured, name, descriptor, arguments, then);
            case Value.Numbers _,
                    Value.Primitive _,
                    Value.Sign _,
                    Value.Maybe _,
                    Value.Null _,
                    Value.Struct _,
                    Value.Opaque _ ->
                    Optional.empty();
        };
    }

    /// The argument says what it is compared as.
    private Optional<Node> ofCaptured(
            Value.Captured captured,
            String name,
            String descriptor,
            List<Value> arguments,
            Function<Value, Node> then) {
        if (arguments.size() != 1 || !Comparisons.NAMES.contains(name)) {
            return Optional.empty();
        }
        var other = arguments.getFirst() instanceof Value.Maybe(_, var known, _) ? known : arguments.getFirst();
        return comparisons
                .form(other, name)
                .map(form ->
                        operations.present(
                                operations.captured(captured.argument(), form),
                                number -> ofObject(number, name, descriptor, arguments, then).orElseThrow()));
    }
}
