/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import dev.sparrow.storage.columnar.ValueForm;

import org.objectweb.asm.Opcodes;

import java.lang.classfile.TypeKind;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Makes the nodes of a program. What comes after an operation is a function of its result.
final class Operations {
    /// Larger programs are not worth it.
    private static final int NODES_MAX = 300;

    private static final long[] POWERS_OF_TEN = new long[ValueForm.LONG_DIGITS + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (var i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    /// Says that a function does what has no meaning on numbers.
    static final class UnknownException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownException(String what) {
            super(what, null, false, false);
        }
    }

    private final Map<CapturedNumber, NumericFunction.CapturedRegisters> captured = new LinkedHashMap<>();
    private final Set<Operand> known = new HashSet<>();
    private int registers;
    private int nodes;

    Operations(int inputs) {
        registers = inputs;
    }

    Map<CapturedNumber, NumericFunction.CapturedRegisters> captured() {
        return captured;
    }

    private Operand.Register register(TypeKind kind) {
        return new Operand.Register(registers++, kind);
    }

    Node instruction(int opcode, TypeKind result, List<Operand> operands, Function<Operand, Node> then) {
        return compute(new Node.Operation.Instruction(opcode), result, operands, then);
    }

    Node call(Class<?> owner, String name, MethodType type, List<Operand> operands, Function<Operand, Node> then) {
        var kind = TypeKind.from(type.returnType()).asLoadable();
        return compute(new Node.Operation.Call(owner, name, type), kind, operands, then);
    }

    private Node compute(
            Node.Operation operation, TypeKind result, List<Operand> operands, Function<Operand, Node> then) {
        count();
        var register = register(result);
        return new Node.Compute(register, operation, operands, then.apply(register));
    }

    private void count() {
        if (++nodes > NODES_MAX) {
            throw new UnknownException("more than " + NODES_MAX + " operations");
        }
    }

    /// @param opcode of a jump that compares an int with 0
    Node decide(int opcode, Operand operand, Node jump, Node fall) {
        return decide(opcode, List.of(operand), jump, fall);
    }

    Node decide(int opcode, List<Operand> operands, Node jump, Node fall) {
        count();
        return new Node.Decide(opcode, operands, jump, fall);
    }

    /// Goes on in one of two ways; in one if the number is known to be no 0 on this path.
    Node ifValid(Operand valid, Supplier<Node> then, Supplier<Node> otherwise) {
        if (known.contains(valid)) {
            return then.get();
        }
        var not = otherwise.get();
        known.add(valid);
        var node = decide(Opcodes.IFEQ, valid, not, then.get());
        known.remove(valid);
        return node;
    }

    /// The numbers of which it is known on this path that they are no 0.
    Set<Operand> known() {
        return Set.copyOf(known);
    }

    /// Goes on with a value unless it is null, which is what the function itself has to fail for.
    Node present(Value value, Function<Value, Node> then) {
        return switch (value) {
            case Value.Maybe(var valid, var known, _) -> ifValid(valid, () -> then.apply(known), () -> Node.GIVE_UP);
            case Value.Null _ -> Node.GIVE_UP;
            case Value.Primitive _,
                    Value.Sign _,
                    Value.Boxed _,
                    Value.Numbers _,
                    Value.Struct _,
                    Value.Captured _,
                    Value.Opaque _ ->
                    then.apply(value);
        };
    }

    /// A captured object as a value of a form with one leaf; not valid if it is none.
    Value captured(int argument, ValueForm form) {
        var number = new CapturedNumber(argument, form);
        var read =
                captured.computeIfAbsent(
                        number,
                        _ -> new NumericFunction.CapturedRegisters(register(TypeKind.INT), register(number.kind())));
        return new Value.Maybe(read.valid(), new Value.Numbers(form, List.of(read.number())), false);
    }

    /// The sum of longs; gives up where it is none.
    Node sum(Operand left, Operand right, Function<Operand, Node> then) {
        return binary(Opcodes.LADD, left, right, sum -> fits(left, sum, right, sum, then.apply(sum)));
    }

    /// The difference of longs; gives up where it is none.
    Node difference(Operand left, Operand right, Function<Operand, Node> then) {
        return binary(
                Opcodes.LSUB, left, right, difference -> fits(left, right, left, difference, then.apply(difference)));
    }

    /// Gives up where both pairs have different signs: see "Hacker's Delight" (Warren), 2-13.
    private Node fits(Operand one, Operand other, Operand third, Operand fourth, Node then) {
        return binary(
                Opcodes.LXOR,
                one,
                other,
                first ->
                        binary(
                                Opcodes.LXOR,
                                third,
                                fourth,
                                second ->
                                        binary(
                                                Opcodes.LAND,
                                                first,
                                                second,
                                                both ->
                                                        sign(
                                                                both,
                                                                sign ->
                                                                        decide(
                                                                                Opcodes.IFLT,
                                                                                sign,
                                                                                Node.GIVE_UP,
                                                                                then)))));
    }

    /// The product of longs; gives up where it is none.
    Node product(Operand left, Operand right, Function<Operand, Node> then) {
        var high = MethodType.methodType(long.class, long.class, long.class);
        return binary(
                Opcodes.LMUL,
                left,
                right,
                low ->
                        call(
                                Math.class,
                                "multiplyHigh",
                                high,
                                List.of(left, right),
                                more ->
                                        instruction(
                                                Opcodes.LSHR,
                                                TypeKind.LONG,
                                                List.of(low, new Operand.Constant(Long.SIZE - 1)),
                                                signs ->
                                                        comparison(
                                                                more,
                                                                signs,
                                                                differs ->
                                                                        decide(
                                                                                Opcodes.IFNE,
                                                                                differs,
                                                                                Node.GIVE_UP,
                                                                                then.apply(low))))));
    }

    /// A long times a power of ten.
    Node scaled(Operand number, int digits, Function<Operand, Node> then) {
        if (digits == 0) {
            return then.apply(number);
        }
        if (digits < 0 || digits >= POWERS_OF_TEN.length) {
            throw new UnknownException("scales too far apart");
        }
        return product(number, new Operand.Constant(POWERS_OF_TEN[digits]), then);
    }

    Node sign(Operand number, Function<Operand, Node> then) {
        return comparison(number, new Operand.Constant(0L), then);
    }

    /// -1, 0 or 1 for two ints or longs.
    Node comparison(Operand left, Operand right, Function<Operand, Node> then) {
        return widened(left, a -> widened(right, b -> instruction(Opcodes.LCMP, TypeKind.INT, List.of(a, b), then)));
    }

    /// An int or long as a long.
    Node widened(Operand number, Function<Operand, Node> then) {
        return switch (number) {
            case Operand.Constant(var value) -> then.apply(new Operand.Constant(value.longValue()));
            case Operand.Register(_, var kind) when kind == TypeKind.LONG -> then.apply(number);
            case Operand.Register _ -> instruction(Opcodes.I2L, TypeKind.LONG, List.of(number), then);
        };
    }

    private Node binary(int opcode, Operand left, Operand right, Function<Operand, Node> then) {
        return instruction(opcode, TypeKind.LONG, List.of(left, right), then);
    }
}
