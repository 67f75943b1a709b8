/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/// The code of a loop while it is written: the calls of user functions, and which instructions belong to them.
final class LoopCode {
    static final ClassDesc HANDLE = CD_MethodHandle;
    static final ClassDesc LOOP = Loop.class.describeConstable().orElseThrow();
    private static final ClassDesc COMPILED = Compiled.class.describeConstable().orElseThrow();

    private static final DirectMethodHandleDesc CLASS_DATA_AT =
            ConstantDescs.ofConstantBootstrap(
                    ClassDesc.of("java.lang.invoke.MethodHandles"), "classDataAt", CD_Object, CD_int);
    private static final ClassDesc RUNTIME_EXCEPTION = ClassDesc.of("java.lang.RuntimeException");

    private static final MethodTypeDesc FAILED_FOR =
            MethodTypeDesc.of(RUNTIME_EXCEPTION, CD_Throwable, CD_Object, CD_int);

    /// Instructions whose failure is that of a user function.
    ///
    /// @param taken see [#taken(Runnable)]
    private record Guarded(Label from, Label to, int call, Runnable taken) {}

    /// Instructions whose failure is what a method makes of it: `(Throwable)RuntimeException`.
    private record GuardedBy(Label from, Label to, MethodHandle failure) {}

    final CodeBuilder code;
    private final List<UserCall> calls;
    private final List<int[]> loadedLocals = new ArrayList<>();
    private final List<MethodHandle> handles = new ArrayList<>();
    private final List<Guarded> guarded = new ArrayList<>();
    private final List<GuardedBy> guardedBy = new ArrayList<>();
    private final List<Runnable> before = new ArrayList<>();
    private final Label prologue;
    private final Label begin;
    private Runnable taken;

    LoopCode(CodeBuilder code, List<UserCall> calls) {
        this.code = code;
        this.calls = calls;
        this.prologue = code.newLabel();
        this.begin = code.newLabel();
    }

    UserCall call(int number) {
        return calls.get(number);
    }

    /// The local of what a function has captured.
    int loaded(int call, int argument) {
        return loadedLocals.get(call)[argument];
    }

    /// What is written here runs before the loop. What it is becomes known while the loop is written, so it stands at
    /// the end of the method.
    void before(Runnable instructions) {
        before.add(instructions);
    }

    /// From now on calls work on an element that was taken from the source.
    ///
    /// Failures are told of it and of no element that was made in the loop: a failure is rare, but an object that is
    /// used there would have to be made for every row.
    ///
    /// @param push puts it on the stack
    void taken(Runnable push) {
        taken = push;
    }

    /// The constants of the class: what {@code classDataAt} finds.
    List<MethodHandle> handles() {
        return handles;
    }

    int local(TypeKind kind) {
        return code.allocateLocal(kind);
    }

    /// Pushes zero, false or null.
    void pushZero(TypeKind kind) {
        switch (kind) {
            case LONG -> code.lconst_0();
            case DOUBLE -> code.dconst_0();
            case FLOAT -> code.fconst_0();
            case REFERENCE -> code.aconst_null();
            default -> code.iconst_0();
        }
    }

    /// Pops the element on the stack into a local of its own.
    int store() {
        var local = local(TypeKind.REFERENCE);
        code.astore(local);
        return local;
    }

    CodeBuilder field(String name, ClassDesc type) {
        return code.aload(0).getfield(LOOP, name, type);
    }

    /// Reads what all functions have captured into locals, before the loop.
    void load() {
        var array = local(TypeKind.REFERENCE);
        code.aload(0).getfield(COMPILED, "loaded", CD_Object.arrayType()).astore(array);
        var index = 0;
        for (var call : calls) {
            var type = call.type();
            var locals = new int[call.loaded().size()];
            for (var i = 0; i < locals.length; i++) {
                code.aload(array).loadConstant(index++).aaload();
                locals[i] = unboxInto(type.parameterType(i), call);
            }
            loadedLocals.add(locals);
        }
        code.goto_(prologue).labelBinding(begin);
    }

    private int unboxInto(ClassDesc type, UserCall call) {
        var kind = TypeKind.from(type);
        var local = local(kind);
        if (type.isPrimitive()) {
            Boxes.unbox(code, type);
        } else if (call.method().isEmpty()) {
            code.checkcast(call.signature().owner());
        }
        code.storeLocal(kind, local);
        return local;
    }

    /// Calls a function; what it returns is then on the stack.
    ///
    /// @param arguments puts them on the stack
    /// @param then belongs to the call: what it throws counts as thrown by the function
    void call(int call, Runnable arguments, Runnable then) {
        guarded(
                call,
                () -> {
                    var function = calls.get(call);
                    var method = function.method();
                    method.ifPresent(known -> code.loadConstant(constant(known.handle())));
                    pushLoaded(call);
                    arguments.run();
                    if (method.isPresent()) {
                        code.invokevirtual(CD_MethodHandle, "invokeExact", function.type());
                    } else {
                        code.invokeinterface(function.signature().owner(), "call", function.signature().method());
                    }
                    then.run();
                });
    }

    private void pushLoaded(int call) {
        var type = calls.get(call).type();
        var locals = loadedLocals.get(call);
        for (var i = 0; i < locals.length; i++) {
            code.loadLocal(TypeKind.from(type.parameterType(i)), locals[i]);
        }
    }

    /// A constant of the class.
    DynamicConstantDesc<?> constant(MethodHandle handle) {
        handles.add(handle);
        return DynamicConstantDesc.ofNamed(
                CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, CD_MethodHandle, handles.size() - 1);
    }

    /// What these instructions throw is a failure of the function of `call`.
    void guarded(int call, Runnable instructions) {
        var from = code.newBoundLabel();
        instructions.run();
        guarded.add(new Guarded(from, code.newBoundLabel(), call, taken));
    }

    /// What these instructions throw becomes what the method makes of it, also within others that are guarded.
    void guarded(MethodHandle failure, Runnable instructions) {
        var from = code.newBoundLabel();
        instructions.run();
        guardedBy.add(new GuardedBy(from, code.newBoundLabel(), failure));
    }

    /// Calls a method of [Compiled] that takes what is on the stack, and the number of the call.
    void report(int call, String method, ClassDesc argument, ClassDesc returned) {
        code.aload(0)
                .swap()
                .loadConstant(call)
                .invokevirtual(COMPILED, method, MethodTypeDesc.of(returned, argument, CD_int));
    }

    /// Writes the handlers of all guarded instructions; they cost nothing while nothing is thrown.
    void finish() {
        code.labelBinding(prologue);
        before.forEach(Runnable::run);
        code.goto_(begin);
        finishGuardedBy();
        guarded.forEach(this::handle);
    }

    private void handle(Guarded range) {
        var handler = code.newBoundLabel();
        code.exceptionCatchAll(range.from(), range.to(), handler);
        if (range.taken() == null) {
            report(range.call(), "failed", CD_Throwable, RUNTIME_EXCEPTION);
        } else {
            var thrown = store();
            code.aload(0).aload(thrown);
            range.taken().run();
            code.loadConstant(range.call()).invokevirtual(COMPILED, "failed", FAILED_FOR);
        }
        code.athrow();
    }

    /// Before those of calls: of handlers the first counts.
    private void finishGuardedBy() {
        for (var range : guardedBy) {
            var handler = code.newLabel();
            code.exceptionCatchAll(range.from(), range.to(), handler);
            code.labelBinding(handler);
            code.loadConstant(constant(range.failure()));
            code.swap();
            code.invokevirtual(
                    ConstantDescs.CD_MethodHandle, "invokeExact", MethodTypeDesc.of(RUNTIME_EXCEPTION, CD_Throwable));
            code.athrow();
        }
    }
}
