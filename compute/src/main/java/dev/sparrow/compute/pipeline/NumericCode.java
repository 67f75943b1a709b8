/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.compute.numeric.CapturedNumber;
import dev.sparrow.compute.numeric.Node;
import dev.sparrow.compute.numeric.NumericFunction;
import dev.sparrow.compute.numeric.NumericFunction.CapturedRegisters;
import dev.sparrow.compute.numeric.Operand;
import dev.sparrow.compute.numeric.Value;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ConstantDesc;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes a [NumericFunction] into a loop.
final class NumericCode {
    private final LoopCode loop;
    private final CodeBuilder code;
    private final NumericFunction function;

    /// The local of each register, by its number.
    private final Map<Integer, Integer> locals;

    private final IdentityHashMap<Node, Label> written = new IdentityHashMap<>();

    /// @param inputs the locals of the registers that the function finds set
    NumericCode(LoopCode loop, int call, NumericFunction function, Map<Integer, Integer> inputs) {
        this.loop = loop;
        this.code = loop.code;
        this.function = function;
        this.locals = new HashMap<>(inputs);
        function.captured().forEach((number, registers) -> captured(call, number, registers));
    }

    NumericFunction function() {
        return function;
    }

    /// Before the loop: the numbers of what was captured.
    private void captured(int call, CapturedNumber number, CapturedRegisters registers) {
        var valid = local(registers.valid());
        var value = local(registers.number());
        loop.before(() -> {
            code.loadConstant(loop.constant(NumericCalls.FITS.bindTo(number)));
            code.aload(loop.loaded(call, number.argument()));
            code.invokevirtual(LoopCode.HANDLE, "invokeExact", NumericCalls.FITS_TYPE).istore(valid);
            code.loadConstant(loop.constant(NumericCalls.NUMBER.bindTo(number)));
            code.aload(loop.loaded(call, number.argument()));
            code.invokevirtual(LoopCode.HANDLE, "invokeExact", NumericCalls.NUMBER_TYPE);
            code.conversion(TypeKind.LONG, registers.number().kind());
            code.storeLocal(registers.number().kind(), value);
        });
    }

    private int local(Operand.Register register) {
        return locals.computeIfAbsent(register.number(), _ -> loop.local(register.kind()));
    }

    /// Writes what the function does.
    ///
    /// @param answer writes what becomes of an answer, and jumps
    /// @param giveUp where it goes on if the function itself has to be called
    void write(Consumer<Value> answer, Label giveUp) {
        write(function.code(), answer, giveUp);
    }

    private void write(Node node, Consumer<Value> answer, Label giveUp) {
        var before = written.get(node);
        if (before != null) {
            code.goto_(before);
            return;
        }
        written.put(node, code.newBoundLabel());
        switch (node) {
            case Node.Compute(var result, var operation, var operands, var then) -> {
                operands.forEach(this::push);
                compute(operation);
                code.storeLocal(result.kind(), local(result));
                write(then, answer, giveUp);
            }
            case Node.Decide(var opcode, var operands, var jump, var fall) -> {
                operands.forEach(this::push);
                var target = code.newLabel();
                code.with(BranchInstruction.of(opcode(opcode), target));
                write(fall, answer, giveUp);
                code.labelBinding(target);
                write(jump, answer, giveUp);
            }
            case Node.Answer(var value) -> answer.accept(value);
            case Node.GiveUp _ -> code.goto_(giveUp);
        }
    }

    /// Whether all answers are numbers of this kind, at the least some.
    boolean answersAre(TypeKind kind) {
        var answers = function.answers();
        return !answers.isEmpty()
                && answers.stream().allMatch(answer -> number(answer).filter(is -> is.kind() == kind).isPresent());
    }

    /// Pushes an answer that is a number, without its box.
    void pushNumber(Value answer) {
        push(number(answer).orElseThrow());
    }

    private static Optional<Operand> number(Value answer) {
        return switch (answer) {
            case Value.Primitive(var number) -> Optional.of(number);
            case Value.Boxed(_, var number) -> Optional.of(number);
            case Value.Sign _,
                    Value.Numbers _,
                    Value.Maybe _,
                    Value.Null _,
                    Value.Struct _,
                    Value.Captured _,
                    Value.Opaque _ ->
                    Optional.empty();
        };
    }

    /// Pushes a number.
    void push(Operand operand) {
        switch (operand) {
            case Operand.Constant(var number) -> code.loadConstant((ConstantDesc) number);
            case Operand.Register register -> code.loadLocal(register.kind(), local(register));
        }
    }

    private void compute(Node.Operation operation) {
        switch (operation) {
            case Node.Operation.Instruction(var number) -> {
                var opcode = opcode(number);
                code.with(
                        opcode.kind() == Opcode.Kind.CONVERT
                                ? ConvertInstruction.of(opcode)
                                : OperatorInstruction.of(opcode));
            }
            case Node.Operation.Call(var owner, var name, var type) ->
                    code.invokestatic(
                            owner.describeConstable().orElseThrow(), name, type.describeConstable().orElseThrow());
        }
    }

    private static Opcode opcode(int number) {
        return Arrays.stream(Opcode.values())
                .filter(opcode -> opcode.bytecode() == number && !opcode.isWide())
                .findFirst()
                .orElseThrow();
    }
}
