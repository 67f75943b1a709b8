/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import dev.sparrow.compute.escape.MethodFinder;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Follows the code of a function and of the methods that it calls, with values of which the numbers are known, along
/// each path on its own. Paths that come to the same place and know the same go on together. Code that repeats itself,
/// has effects or does what has no meaning on numbers is not followed to the end: then there is no numeric function.
public final class FunctionReader {
    private static final int CALLS_NESTED_MAX = 8;

    private final MethodFinder methods;
    private final Statics statics;
    private final Operations operations;
    private final Arithmetic arithmetic;
    private final KnownMethods known;
    private final Map<Frame, List<Path>> followed = new HashMap<>();

    /// What comes after a place, on paths on which at least so much is known.
    private record Path(Set<Operand> known, Node node) {}

    private FunctionReader(Class<?> home, int inputs) {
        this.methods = MethodFinder.seenBy(home);
        this.statics = new Statics(home);
        this.operations = new Operations(inputs);
        this.arithmetic = new Arithmetic(operations);
        this.known = new KnownMethods(operations);
    }

    /// What a function answers.
    ///
    /// @param home the class that made the function: it sees all that the function does
    /// @param isStatic whether the method takes no receiver
    /// @param type without the receiver
    /// @param arguments of the method, its receiver included; registers in them have the numbers up to `inputs`
    public static Optional<NumericFunction> read(
            Class<?> home,
            Class<?> owner,
            String name,
            MethodType type,
            boolean isStatic,
            List<Value> arguments,
            int inputs) {
        var reader = new FunctionReader(home, inputs);
        if (!takes(isStatic ? type : type.insertParameterTypes(0, owner), arguments)) {
            return Optional.empty();
        }
        var opcode = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL;
        var call = new MethodInsnNode(opcode, Type.getInternalName(owner), name, type.toMethodDescriptorString());
        try {
            var code = reader.call(call, arguments, null);
            return Optional.of(new NumericFunction(code, reader.operations.captured()));
        } catch (Operations.UnknownException e) {
            return Optional.empty();
        }
    }

    /// Whether a method takes values of these classes; else the function itself fails as it should.
    private static boolean takes(MethodType type, List<Value> arguments) {
        var parameters = type.parameterList();
        return IntStream.range(0, parameters.size()).allMatch(i -> takes(parameters.get(i), arguments.get(i)));
    }

    private static boolean takes(Class<?> parameter, Value argument) {
        return argument instanceof Value.Captured
                || (parameter.isPrimitive()
                        ? argument instanceof Value.Primitive
                        : Casts.succeeds(argument, Type.getInternalName(parameter)));
    }

    /// @param after the place after the call, without what it returns; null after the function itself
    private Node call(MethodInsnNode call, List<Value> arguments, Frame after) {
        if (call.getOpcode() == Opcodes.INVOKESTATIC) {
            return known.ofClass(call.owner, call.name, call.desc, arguments, value -> goOn(after, value))
                    .orElseGet(() -> enter(call, arguments, after));
        }
        var others = arguments.subList(1, arguments.size());
        return operations.present(
                arguments.getFirst(),
                receiver ->
                        known.ofObject(receiver, call.name, call.desc, others, value -> goOn(after, value))
                                .orElseGet(() -> {
                                    var same = new ArrayList<>(others);
                                    same.addFirst(receiver);
                                    return enter(call, same, after);
                                }));
    }

    /// Follows the code of a method.
    private Node enter(MethodInsnNode call, List<Value> arguments, Frame after) {
        var found = methods.find(call.owner, call.name, call.desc).filter(MethodFinder.Found::isExact);
        var isPlain = found.isPresent() && found.get().method().tryCatchBlocks.isEmpty();
        var isFollowed = call.getOpcode() == Opcodes.INVOKESTATIC || arguments.getFirst() instanceof Value.Struct;
        if (!isPlain || !isFollowed || (after != null && after.depth() == CALLS_NESTED_MAX)) {
            throw new Operations.UnknownException(call.owner + "." + call.name);
        }
        return follow(Frame.of(found.get().method(), arguments, after));
    }

    private Node goOn(Frame after, Value returned) {
        return after == null ? new Node.Answer(returned) : follow(after.push(returned));
    }

    private Node follow(Frame frame) {
        var known = operations.known();
        var before = followed.computeIfAbsent(frame, _ -> new ArrayList<>());
        for (var path : before) {
            if (known.containsAll(path.known())) {
                return path.node();
            }
        }
        var node = followed(frame);
        before.add(new Path(known, node));
        return node;
    }

    private Node followed(Frame from) {
        var frame = from;
        while (true) {
            var instruction = frame.method().instructions.get(frame.instruction());
            var opcode = instruction.getOpcode();
            if (opcode < 0 || opcode == Opcodes.NOP) {
                frame = frame.at(frame.instruction() + 1, frame.stack());
                continue;
            }
            var moved = moved(frame, instruction);
            if (moved.isEmpty()) {
                return computed(frame, instruction);
            }
            frame = moved.get();
        }
    }

    /// After an instruction that only moves values; empty for others.
    private Optional<Frame> moved(Frame frame, AbstractInsnNode instruction) {
        var constant = Constants.of(instruction);
        if (constant.isPresent()) {
            return Optional.of(frame.after(0, constant.get()));
        }
        var opcode = instruction.getOpcode();
        return switch (instruction) {
            case VarInsnNode local when opcode <= Opcodes.ALOAD ->
                    Optional.of(frame.after(0, frame.locals().get(local.var)));
            case VarInsnNode local when opcode <= Opcodes.ASTORE -> Optional.of(frame.store(local.var));
            case JumpInsnNode jump when opcode == Opcodes.GOTO -> Optional.of(jumped(frame, jump, 0));
            case FieldInsnNode field when opcode == Opcodes.GETSTATIC ->
                    Optional.of(frame.after(0, statics.get(field.owner, field.name)));
            case TypeInsnNode cast when opcode == Opcodes.CHECKCAST && Casts.succeeds(frame.peek(0), cast.desc) ->
                    Optional.of(frame.after(1, frame.peek(0)));
            case InsnNode _ when opcode == Opcodes.POP -> Optional.of(frame.without(1));
            case InsnNode _ when opcode == Opcodes.DUP -> Optional.of(frame.after(0, frame.peek(0)));
            default -> Optional.empty();
        };
    }

    /// Only forward: what repeats itself is not followed.
    private static Frame jumped(Frame frame, JumpInsnNode jump, int taken) {
        var target = frame.method().instructions.indexOf(jump.label);
        if (target <= frame.instruction()) {
            throw new Operations.UnknownException("a loop");
        }
        return frame.at(target, frame.without(taken).stack());
    }

    /// The node of an instruction that computes, decides, calls or returns, and what comes after it.
    private Node computed(Frame frame, AbstractInsnNode instruction) {
        var opcode = instruction.getOpcode();
        return switch (instruction) {
            case MethodInsnNode call when opcode != Opcodes.INVOKEINTERFACE && !call.name.equals("<init>") -> {
                var count = Frame.arguments(call.desc) + (opcode == Opcodes.INVOKESTATIC ? 0 : 1);
                yield call(call, frame.top(count), frame.without(count));
            }
            case FieldInsnNode field when opcode == Opcodes.GETFIELD ->
                    operations.present(frame.peek(0), value -> follow(frame.after(1, component(value, field.name))));
            case JumpInsnNode jump -> decide(frame, jump);
            case InsnNode _ when opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN ->
                    goOn(frame.caller(), frame.peek(0));
            case InsnNode _ -> {
                var taken = Arithmetic.operands(opcode);
                var operands = frame.top(taken).stream().map(Primitives::number).toList();
                yield arithmetic.write(
                        opcode, operands, result -> follow(frame.after(taken, new Value.Primitive(result))));
            }
            default -> throw new Operations.UnknownException("instruction " + opcode);
        };
    }

    private static Value component(Value value, String name) {
        if (value instanceof Value.Struct(var type, var parts)) {
            var components = type.getRecordComponents();
            for (var i = 0; i < components.length; i++) {
                if (components[i].getName().equals(name)) {
                    return parts.get(i);
                }
            }
        }
        throw new Operations.UnknownException("field " + name);
    }

    private Node decide(Frame frame, JumpInsnNode jump) {
        var opcode = jump.getOpcode();
        if (opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL) {
            return decideNull(frame, jump);
        }
        var taken = opcode >= Opcodes.IF_ICMPEQ ? 2 : 1;
        if (opcode > Opcodes.IF_ICMPLE || opcode < Opcodes.IFEQ) {
            throw new Operations.UnknownException("jump " + opcode);
        }
        var operands = frame.top(taken).stream().map(taken == 1 ? Primitives::signed : Primitives::number).toList();
        if (taken == 1 && operands.getFirst() instanceof Operand.Constant(var value)) {
            return Arithmetic.jumps(opcode, value.intValue())
                    ? follow(jumped(frame, jump, taken))
                    : follow(frame.without(taken));
        }
        return operations.decide(opcode, operands, follow(jumped(frame, jump, taken)), follow(frame.without(taken)));
    }

    private Node decideNull(Frame frame, JumpInsnNode jump) {
        var jumpsIfNull = jump.getOpcode() == Opcodes.IFNULL;
        var ifNull = jumpsIfNull ? jumped(frame, jump, 1) : frame.without(1);
        var ifThere = jumpsIfNull ? frame.without(1) : jumped(frame, jump, 1);
        return switch (frame.peek(0)) {
            case Value.Null _ -> follow(ifNull);
            case Value.Maybe(var valid, _, var orNull) ->
                    operations.ifValid(valid, () -> follow(ifThere), () -> orNull ? follow(ifNull) : Node.GIVE_UP);
            case Value.Captured _, Value.Opaque _ -> throw new Operations.UnknownException("null or not");
            case Value.Primitive _, Value.Sign _, Value.Boxed _, Value.Numbers _, Value.Struct _ -> follow(ifThere);
        };
    }
}
