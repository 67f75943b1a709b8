/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.sparrow.closure.SnippetVariables;
import dev.sparrow.repl.code.ClassSummary.Field;

import java.io.Serializable;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Interfaces;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.function.ToIntFunction;

/// Rewrites the class of a snippet before it is defined.
///
/// 1. Everything that is not private becomes public, since each snippet has a class loader, and so a package, of its
///    own.
/// 2. A variable of the shell gets an accessor that takes the value which came along with the task, or else the
///    field's; snippet code below the top level goes through it. So one class serves driver and tasks, whatever the
///    values.
/// 3. `System.exit` becomes an [ExitRequest].
/// 4. File and lines become those that the user typed: `#12`, line 1.
/// 5. Records become serializable, for so would their author make them, and lambdas ([LambdaWeaver]).
final class Weaver {
    static final ClassDesc VARIABLES = SnippetVariables.class.describeConstable().orElseThrow();
    static final String READ = "$read";
    static final String WRITE = "$write";

    private static final ClassDesc RECORD = ClassDesc.of("java.lang.Record");
    private static final MethodTypeDesc READ_TYPE =
            MethodTypeDesc.of(CD_Object, CD_Object.arrayType(), CD_int, CD_String);

    private final ToIntFunction<Field> slots;
    private final ClassFile classFile;

    /// @param slots the place of a variable, which it keeps
    /// @param hierarchy knows all classes that snippets refer to
    Weaver(ToIntFunction<Field> slots, ClassHierarchyResolver hierarchy) {
        this.slots = slots;
        this.classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    ClassModel parse(byte[] bytes) {
        return classFile.parse(bytes);
    }

    byte[] weave(ClassModel model, Origin origin) {
        ClassTransform elements = (builder, element) -> element(builder, element, model, origin);
        return classFile.transformClass(
                model, elements.andThen(ClassTransform.endHandler(builder -> LambdaWeaver.addRevival(builder, model))));
    }

    private void element(ClassBuilder builder, ClassElement element, ClassModel model, Origin origin) {
        switch (element) {
            case AccessFlags flags -> builder.withFlags(opened(flags.flagsMask()));
            case InnerClassesAttribute inner ->
                    builder.with(InnerClassesAttribute.of(inner.classes().stream().map(Weaver::opened).toList()));
            case SourceFileAttribute _ -> builder.with(SourceFileAttribute.of(origin.file()));
            case Interfaces interfaces -> builder.with(serializable(interfaces, model, builder));
            case FieldModel field -> field(builder, field, model);
            case MethodModel method -> method(builder, method, origin);
            default -> builder.with(element);
        }
    }

    private static int opened(int flags) {
        return (flags & ClassFile.ACC_PRIVATE) != 0 ? flags : (flags & ~ClassFile.ACC_PROTECTED) | ClassFile.ACC_PUBLIC;
    }

    private static InnerClassInfo opened(InnerClassInfo inner) {
        return Names.isSnippet(inner.innerClass().asInternalName())
                ? InnerClassInfo.of(
                        inner.innerClass(), inner.outerClass(), inner.innerName(), opened(inner.flagsMask()))
                : inner;
    }

    private static Interfaces serializable(Interfaces interfaces, ClassModel model, ClassBuilder builder) {
        var isRecord = model.superclass().filter(parent -> parent.asSymbol().equals(RECORD)).isPresent();
        var entry = builder.constantPool().classEntry(Serializable.class.describeConstable().orElseThrow());
        if (!isRecord || interfaces.interfaces().contains(entry)) {
            return interfaces;
        }
        var all = new ArrayList<ClassEntry>(interfaces.interfaces());
        all.add(entry);
        return Interfaces.of(all);
    }

    private void field(ClassBuilder builder, FieldModel field, ClassModel model) {
        builder.transformField(
                field,
                (fields, element) -> {
                    if (element instanceof AccessFlags flags) {
                        fields.withFlags(opened(flags.flagsMask()));
                    } else {
                        fields.with(element);
                    }
                });
        var owner = model.thisClass().asInternalName();
        if (Names.isHolder(owner) && field.flags().has(AccessFlag.STATIC)) {
            addReader(builder, new Field(owner, field.fieldName().stringValue()), field.fieldTypeSymbol());
            addWriter(builder, new Field(owner, field.fieldName().stringValue()), field.fieldTypeSymbol());
        }
    }

    private void addReader(ClassBuilder builder, Field field, ClassDesc type) {
        var flags = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        var slot = slots.applyAsInt(field);
        builder.withMethodBody(
                field.name() + READ,
                MethodTypeDesc.of(type),
                flags,
                code -> {
                    var values = code.allocateLocal(TypeKind.REFERENCE);
                    code.invokestatic(VARIABLES, "ofThisTask", MethodTypeDesc.of(CD_Object.arrayType()))
                            .astore(values)
                            .aload(values)
                            .ifThenElse(
                                    Opcode.IFNULL,
                                    driver ->
                                            driver.getstatic(
                                                            ClassDesc.ofInternalName(field.owner()), field.name(), type)
                                                    .return_(TypeKind.from(type)),
                                    task -> {
                                        task.aload(values)
                                                .loadConstant(slot)
                                                .loadConstant(field.name())
                                                .invokestatic(VARIABLES, "read", READ_TYPE);
                                        cast(task, type).return_(TypeKind.from(type));
                                    });
                });
    }

    static CodeBuilder cast(CodeBuilder code, ClassDesc type) {
        if (!type.isPrimitive()) {
            return code.checkcast(type);
        }
        var box = box(type);
        return code.checkcast(box).invokevirtual(box, type.displayName() + "Value", MethodTypeDesc.of(type));
    }

    private static ClassDesc box(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case DOUBLE -> ConstantDescs.CD_Double;
            case FLOAT -> ConstantDescs.CD_Float;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            case SHORT -> ConstantDescs.CD_Short;
            case REFERENCE, VOID -> throw new IllegalArgumentException(primitive + " has no box");
        };
    }

    private static void addWriter(ClassBuilder builder, Field field, ClassDesc type) {
        var flags = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        builder.withMethodBody(
                field.name() + WRITE,
                MethodTypeDesc.of(CD_void, type),
                flags,
                code ->
                        code.loadConstant(field.name())
                                .invokestatic(VARIABLES, "beforeWrite", MethodTypeDesc.of(CD_void, CD_String))
                                .loadLocal(TypeKind.from(type), 0)
                                .putstatic(ClassDesc.ofInternalName(field.owner()), field.name(), type)
                                .return_());
    }

    private static void method(ClassBuilder builder, MethodModel method, Origin origin) {
        var isTopLevel = method.methodName().equalsString(Names.TOP_LEVEL);
        builder.withMethod(
                LambdaWeaver.rename(method),
                method.methodTypeSymbol(),
                method.flags().flagsMask(),
                methods -> {
                    for (var element : method) {
                        switch (element) {
                            case AccessFlags flags -> methods.withFlags(opened(flags.flagsMask()));
                            case CodeModel code -> methods.transformCode(code, new BodyWeaver(isTopLevel, origin));
                            default -> methods.with(element);
                        }
                    }
                });
    }
}
