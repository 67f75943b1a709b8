/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import dev.sparrow.storage.columnar.ValueForm.Scaled;

import org.objectweb.asm.Opcodes;

import java.lang.classfile.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Arithmetic of decimals whose scale is known, by their unscaled values: the scales of results are those that
/// [java.math.BigDecimal] says. Where a result is no long, the function itself is called.
final class Decimals {
    /// Whole numbers up to here, and powers of ten up to the next, are doubles without loss: so their quotient is
    /// rounded once, as `doubleValue` rounds.
    private static final int EXACT_BITS = 53;

    private static final int EXACT_SCALE = 22;

    private static final int SCALE_MAX = 1_000;

    private final Operations operations;
    private final Comparisons comparisons;

    Decimals(Operations operations) {
        this.operations = operations;
        this.comparisons = new Comparisons(operations);
    }

    Optional<Node> invoke(Value.Numbers decimal, String name, List<Value> arguments, Function<Value, Node> then) {
        return switch (arguments.size()) {
            case 0 -> ofOne(decimal, name, then);
            case 1 -> ofTwo(decimal, name, arguments.getFirst(), then);
            default -> Optional.empty();
        };
    }

    private Optional<Node> ofOne(Value.Numbers decimal, String name, Function<Value, Node> then) {
        var unscaled = decimal.numbers().getFirst();
        var scale = scale(decimal);
        return switch (name) {
            case "signum" -> Optional.of(operations.sign(unscaled, sign -> then.apply(new Value.Primitive(sign))));
            case "negate" ->
                    Optional.of(
                            operations.difference(
                                    new Operand.Constant(0L),
                                    unscaled,
                                    negative -> then.apply(decimal(negative, scale))));
            case "doubleValue" ->
                    scale >= 0 && scale <= EXACT_SCALE
                            ? Optional.of(doubleValue(unscaled, scale, then))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Node> ofTwo(Value.Numbers left, String name, Value argument, Function<Value, Node> then) {
        return switch (name) {
            case "compareTo" ->
                    Optional.of(
                            comparisons.argument(
                                    argument,
                                    left.form(),
                                    right ->
                                            aligned(
                                                    left,
                                                    right,
                                                    (a, b) ->
                                                            operations.comparison(
                                                                    a,
                                                                    b,
                                                                    sign -> comparisons.answer(name, sign, then)))));
            case "add" -> Optional.of(known(argument, right -> added(left, right, operations::sum, then)));
            case "subtract" -> Optional.of(known(argument, right -> added(left, right, operations::difference, then)));
            case "multiply" ->
                    Optional.of(
                            known(
                                    argument,
                                    right ->
                                            operations.product(
                                                    left.numbers().getFirst(),
                                                    right.numbers().getFirst(),
                                                    product ->
                                                            then.apply(decimal(product, scale(left) + scale(right))))));
            default -> Optional.empty();
        };
    }

    /// Of a captured decimal the scale is not known, which the result depends on.
    private Node known(Value argument, Function<Value.Numbers, Node> then) {
        if (argument instanceof Value.Captured) {
            throw new Operations.UnknownException("a scale that is not known");
        }
        return comparisons.argument(argument, new Scaled(0), then);
    }

    /// An operation on longs that goes on with its result.
    private interface Combination {
        Node of(Operand left, Operand right, Function<Operand, Node> then);
    }

    private Node added(Value.Numbers left, Value.Numbers right, Combination combination, Function<Value, Node> then) {
        var scale = Math.max(scale(left), scale(right));
        return aligned(left, right, (a, b) -> combination.of(a, b, result -> then.apply(decimal(result, scale))));
    }

    private Node aligned(Value.Numbers left, Value.Numbers right, BiFunction<Operand, Operand, Node> then) {
        var scale = Math.max(scale(left), scale(right));
        return operations.scaled(
                left.numbers().getFirst(),
                scale - scale(left),
                a -> operations.scaled(right.numbers().getFirst(), scale - scale(right), b -> then.apply(a, b)));
    }

    private Node doubleValue(Operand unscaled, int scale, Function<Value, Node> then) {
        var bias = new Operand.Constant(1L << (EXACT_BITS - 1));
        return operations.instruction(
                Opcodes.LADD,
                TypeKind.LONG,
                List.of(unscaled, bias),
                biased ->
                        operations.instruction(
                                Opcodes.LUSHR,
                                TypeKind.LONG,
                                List.of(biased, new Operand.Constant(EXACT_BITS)),
                                excess ->
                                        operations.sign(
                                                excess,
                                                isLarge ->
                                                        operations.decide(
                                                                Opcodes.IFNE,
                                                                isLarge,
                                                                Node.GIVE_UP,
                                                                quotient(unscaled, scale, then)))));
    }

    private Node quotient(Operand unscaled, int scale, Function<Value, Node> then) {
        return operations.instruction(
                Opcodes.L2D,
                TypeKind.DOUBLE,
                List.of(unscaled),
                whole ->
                        operations.instruction(
                                Opcodes.DDIV,
                                TypeKind.DOUBLE,
                                List.of(whole, new Operand.Constant(Math.pow(10, scale))),
                                quotient -> then.apply(new Value.Primitive(quotient))));
    }

    private static Value decimal(Operand unscaled, int scale) {
        if (Math.abs(scale) > SCALE_MAX) {
            throw new Operations.UnknownException("a large scale");
        }
        return new Value.Numbers(new Scaled(scale), List.of(unscaled));
    }

    private static int scale(Value.Numbers decimal) {
        if (decimal.form() instanceof Scaled(var scale)) {
            return scale;
        }
        throw new Operations.UnknownException("decimals of many scales");
    }
}
