/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.sparrow.closure.TravellingLambda;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Makes the lambdas of a snippet serializable, whatever interface they are of: the key of a `Comparator.comparing`
/// travels to tasks as a function of ours does.
///
/// It is what the compiler does for interfaces that are serializable: another call of the factory of lambdas, and a
/// method that makes those of this class anew where they arrive.
final class LambdaWeaver {
    private static final ClassDesc FACTORY = ClassDesc.of("java.lang.invoke.LambdaMetafactory");
    private static final DirectMethodHandleDesc ALT_FACTORY =
            ConstantDescs.ofCallsiteBootstrap(
                    FACTORY, "altMetafactory", ConstantDescs.CD_CallSite, CD_Object.arrayType());
    private static final ClassDesc FORM = SerializedLambda.class.describeConstable().orElseThrow();
    private static final ClassDesc TRAVELLING = TravellingLambda.class.describeConstable().orElseThrow();
    private static final String REVIVE = "$deserializeLambda$";
    private static final String REVIVE_OTHERS = "$deserializeLambda$compiled";
    private static final MethodTypeDesc REVIVE_TYPE = MethodTypeDesc.of(CD_Object, FORM);
    private static final MethodTypeDesc IS_TYPE =
            MethodTypeDesc.of(
                    ConstantDescs.CD_boolean,
                    FORM,
                    ConstantDescs.CD_String,
                    ConstantDescs.CD_String,
                    ConstantDescs.CD_MethodType,
                    ConstantDescs.CD_MethodType,
                    ConstantDescs.CD_Class,
                    ConstantDescs.CD_String);

    private LambdaWeaver() {}

    /// The call that makes the same lambda serializable; the call itself if it makes none, or one that is already.
    static DynamicCallSiteDesc serializable(DynamicCallSiteDesc call) {
        if (!makesLambda(call) || isSerializable(call)) {
            return call;
        }
        var arguments = new ArrayList<ConstantDesc>(List.of(call.bootstrapArgs()));
        if (arguments.size() == 3) {
            arguments.add(LambdaMetafactory.FLAG_SERIALIZABLE);
        } else {
            arguments.set(3, (Integer) arguments.get(3) | LambdaMetafactory.FLAG_SERIALIZABLE);
        }
        return DynamicCallSiteDesc.of(
                ALT_FACTORY, call.invocationName(), call.invocationType(), arguments.toArray(ConstantDesc[]::new));
    }

    private static boolean makesLambda(DynamicCallSiteDesc call) {
        return call.bootstrapMethod() instanceof DirectMethodHandleDesc factory && factory.owner().equals(FACTORY);
    }

    private static boolean isSerializable(DynamicCallSiteDesc call) {
        var arguments = call.bootstrapArgs();
        return arguments.length > 3 && ((Integer) arguments[3] & LambdaMetafactory.FLAG_SERIALIZABLE) != 0;
    }

    /// The name that a method gets: what the compiler made for the lambdas it knew to be serializable is asked last.
    static String rename(MethodModel method) {
        var name = method.methodName().stringValue();
        return isRevival(method) ? REVIVE_OTHERS : name;
    }

    private static boolean isRevival(MethodModel method) {
        return method.methodName().equalsString(REVIVE) && method.methodTypeSymbol().equals(REVIVE_TYPE);
    }

    /// Adds the method by which Java makes lambdas of the class out of their serialized form.
    static void addRevival(ClassBuilder builder, ClassModel model) {
        var calls = calls(model);
        var hasOthers = model.methods().stream().anyMatch(LambdaWeaver::isRevival);
        if (calls.isEmpty() && !hasOthers) {
            return;
        }
        var isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
        var flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        builder.withMethodBody(
                REVIVE,
                REVIVE_TYPE,
                flags,
                code -> {
                    calls.forEach(call -> revive(code, call));
                    code.aload(0);
                    if (hasOthers) {
                        code.invokestatic(model.thisClass().asSymbol(), REVIVE_OTHERS, REVIVE_TYPE, isInterface);
                    } else {
                        code.invokestatic(TRAVELLING, "unknown", REVIVE_TYPE);
                    }
                    code.areturn();
                });
    }

    /// Those that were not serializable.
    private static Set<DynamicCallSiteDesc> calls(ClassModel model) {
        var calls = new LinkedHashSet<DynamicCallSiteDesc>();
        for (var method : model.methods()) {
            method.code()
                    .ifPresent((CodeModel code) -> {
                        for (var element : code) {
                            if (element instanceof InvokeDynamicInstruction dynamic) {
                                var compiled = BodyWeaver.call(dynamic);
                                if (makesLambda(compiled) && !isSerializable(compiled)) {
                                    calls.add(BodyWeaver.woven(dynamic));
                                }
                            }
                        }
                    });
        }
        return calls;
    }

    private static void revive(CodeBuilder code, DynamicCallSiteDesc call) {
        var arguments = call.bootstrapArgs();
        var method = (DirectMethodHandleDesc) arguments[1];
        var type = call.invocationType();
        code.aload(0)
                .loadConstant(internal(type.returnType()))
                .loadConstant(call.invocationName())
                .loadConstant((MethodTypeDesc) arguments[0])
                .loadConstant((MethodTypeDesc) arguments[2])
                .loadConstant(method.owner())
                .loadConstant(method.methodName() + method.lookupDescriptor())
                .invokestatic(TRAVELLING, "is", IS_TYPE)
                .ifThen(is -> {
                    for (var i = 0; i < type.parameterCount(); i++) {
                        is.aload(0)
                                .loadConstant(i)
                                .invokevirtual(FORM, "getCapturedArg", MethodTypeDesc.of(CD_Object, CD_int));
                        Weaver.cast(is, type.parameterType(i));
                    }
                    is.invokedynamic(call).return_(TypeKind.REFERENCE);
                });
    }

    private static String internal(ClassDesc type) {
        var descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }
}
