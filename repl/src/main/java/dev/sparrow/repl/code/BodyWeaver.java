/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;

/// Rewrites the instructions of one method, see [Weaver].
///
/// @param topLevel whether only the driver runs the method
record BodyWeaver(boolean topLevel, Origin origin) implements CodeTransform {
    private static final ClassDesc EXIT = ExitRequest.class.describeConstable().orElseThrow();
    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final MethodTypeDesc OF_STATUS = MethodTypeDesc.of(CD_void, CD_int);
    private static final DirectMethodHandleDesc EXIT_HANDLE =
            MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, EXIT, "exit", OF_STATUS);

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        switch (element) {
            case FieldInstruction field when !topLevel && isVariable(field) -> access(code, field);
            case InvokeInstruction call when isSystemExit(call) -> code.invokestatic(EXIT, "exit", OF_STATUS);
            case InvokeInstruction call when isRuntimeExit(call) ->
                    code.invokestatic(EXIT, "exit", MethodTypeDesc.of(CD_void, RUNTIME, CD_int));
            case InvokeDynamicInstruction dynamic -> code.invokedynamic(woven(dynamic));
            case LineNumber line -> code.lineNumber(origin.line(line.line()));
            default -> code.with(element);
        }
    }

    private static boolean isVariable(FieldInstruction field) {
        var isStatic = field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC;
        return isStatic && Names.isHolder(field.owner().asInternalName());
    }

    private static void access(CodeBuilder code, FieldInstruction field) {
        var owner = field.owner().asSymbol();
        var name = field.name().stringValue();
        if (field.opcode() == Opcode.GETSTATIC) {
            code.invokestatic(owner, name + Weaver.READ, MethodTypeDesc.of(field.typeSymbol()));
        } else {
            code.invokestatic(owner, name + Weaver.WRITE, MethodTypeDesc.of(CD_void, field.typeSymbol()));
        }
    }

    private static boolean isSystemExit(InvokeInstruction call) {
        return call.owner().asInternalName().equals("java/lang/System") && call.name().equalsString("exit");
    }

    private static boolean isRuntimeExit(InvokeInstruction call) {
        return call.owner().asInternalName().equals("java/lang/Runtime")
                && (call.name().equalsString("exit") || call.name().equalsString("halt"));
    }

    /// What stands in place of the instruction.
    static DynamicCallSiteDesc woven(InvokeDynamicInstruction dynamic) {
        return LambdaWeaver.serializable(withoutExit(call(dynamic)));
    }

    static DynamicCallSiteDesc call(InvokeDynamicInstruction dynamic) {
        return DynamicCallSiteDesc.of(
                dynamic.bootstrapMethod(),
                dynamic.name().stringValue(),
                dynamic.typeSymbol(),
                dynamic.bootstrapArgs().toArray(ConstantDesc[]::new));
    }

    /// As `System::exit` does.
    private static boolean isExit(ConstantDesc argument) {
        return argument instanceof DirectMethodHandleDesc handle
                && handle.owner().equals(ClassDesc.of("java.lang.System"))
                && handle.methodName().equals("exit");
    }

    private static DynamicCallSiteDesc withoutExit(DynamicCallSiteDesc call) {
        var arguments = call.bootstrapArgs();
        for (var i = 0; i < arguments.length; i++) {
            arguments[i] = isExit(arguments[i]) ? EXIT_HANDLE : arguments[i];
        }
        return DynamicCallSiteDesc.of(
                (DirectMethodHandleDesc) call.bootstrapMethod(),
                call.invocationName(),
                call.invocationType(),
                arguments);
    }
}
