/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of a record: those of its components, in their order. Numbers are of variable length, and a record within
/// a record is written without its class, which the component says.
///
/// Each record has a class of its own that writes and reads it, so that small messages cost what their bytes do: to ask
/// reflection for each component of each record takes several times as long.
final class RecordForm {
    private static final ClassDesc KRYO = desc(Kryo.class);
    private static final ClassDesc OUTPUT = desc(Output.class);
    private static final ClassDesc INPUT = desc(Input.class);
    private static final ClassDesc FORM = desc(Serializer.class);
    private static final MethodTypeDesc WRITE = MethodTypeDesc.of(CD_void, KRYO, OUTPUT, CD_Object);
    private static final MethodTypeDesc READ = MethodTypeDesc.of(CD_Object, KRYO, INPUT, CD_Class);

    /// The parameters of both methods.
    private static final int WITH = 1;

    private static final int BYTES = 2;
    private static final int VALUE = 3;

    /// None of these records is part of itself.
    private static final ClassValue<Serializer<Object>> FORMS =
            new ClassValue<>() {
                @Override
                protected Serializer<Object> computeValue(Class<?> type) {
                    return new RecordForm(type).define();
                }
            };

    private final Class<?> type;
    private final RecordComponent[] components;

    private RecordForm(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
    }

    /// That of a record class.
    static Serializer<Object> of(Class<?> type) {
        return FORMS.get(type);
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /// As a member of the record's own nest, so that it may call what only that may.
    @SuppressWarnings("unchecked") // of the record's class, as its caller knows
    private Serializer<Object> define() {
        var nested =
                Arrays.stream(components)
                        .map(RecordComponent::getType)
                        .filter(Class::isRecord)
                        .map(RecordForm::of)
                        .toList();
        try {
            var lookup =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                            .defineHiddenClassWithClassData(
                                    bytes(), nested, true, MethodHandles.Lookup.ClassOption.NESTMATE);
            return (Serializer<Object>)
                    lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
        } catch (Throwable e) {
            throw new LinkageError("No record that can be written: " + type, e);
        }
    }

    private byte[] bytes() {
        return ClassFile.of()
                .build(
                        ClassDesc.of(type.getPackageName(), type.getSimpleName() + "Form"),
                        written ->
                                written.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                                        .withSuperclass(FORM)
                                        .withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC, RecordForm::init)
                                        .withMethodBody("write", WRITE, ClassFile.ACC_PUBLIC, this::write)
                                        .withMethodBody("read", READ, ClassFile.ACC_PUBLIC, this::read));
    }

    private static void init(CodeBuilder code) {
        code.aload(0).invokespecial(FORM, INIT_NAME, MTD_void).return_();
    }

    // ---- Writing ----------------------------------------------------------------------------------------------------

    private void write(CodeBuilder code) {
        code.aload(VALUE).checkcast(desc(type)).astore(VALUE);
        var forms = 0;
        for (var component : components) {
            var part = component.getType();
            if (part.isRecord()) {
                writeRecord(code, component, forms++);
            } else if (part.isPrimitive() || part == String.class) {
                code.aload(BYTES);
                get(code, component);
                writeSimple(code, part);
            } else {
                code.aload(WITH).aload(BYTES);
                get(code, component);
                code.invokevirtual(KRYO, "writeClassAndObject", MethodTypeDesc.of(CD_void, OUTPUT, CD_Object));
            }
        }
        code.return_();
    }

    private void get(CodeBuilder code, RecordComponent component) {
        code.aload(VALUE)
                .checkcast(desc(type))
                .invokevirtual(desc(type), component.getName(), MethodTypeDesc.of(desc(component.getType())));
    }

    private static void writeSimple(CodeBuilder code, Class<?> part) {
        if (part == int.class) {
            code.iconst_0().invokevirtual(OUTPUT, "writeVarInt", MethodTypeDesc.of(CD_int, CD_int, CD_boolean)).pop();
        } else if (part == long.class) {
            code.iconst_0().invokevirtual(OUTPUT, "writeVarLong", MethodTypeDesc.of(CD_int, CD_long, CD_boolean)).pop();
        } else if (part == boolean.class) {
            code.invokevirtual(OUTPUT, "writeBoolean", MethodTypeDesc.of(CD_void, CD_boolean));
        } else if (part == String.class) {
            code.invokevirtual(OUTPUT, "writeString", MethodTypeDesc.of(CD_void, CD_String));
        } else {
            throw new IllegalArgumentException("Messages have no " + part);
        }
    }

    private void writeRecord(CodeBuilder code, RecordComponent component, int form) {
        var part = code.allocateLocal(TypeKind.REFERENCE);
        var none = code.newLabel();
        var done = code.newLabel();
        get(code, component);
        code.astore(part).aload(part).ifnull(none);
        code.aload(BYTES).iconst_1().invokevirtual(OUTPUT, "writeBoolean", MethodTypeDesc.of(CD_void, CD_boolean));
        pushForm(code, form);
        code.aload(WITH).aload(BYTES).aload(part).invokevirtual(FORM, "write", WRITE).goto_(done);
        code.labelBinding(none)
                .aload(BYTES)
                .iconst_0()
                .invokevirtual(OUTPUT, "writeBoolean", MethodTypeDesc.of(CD_void, CD_boolean))
                .labelBinding(done);
    }

    private static void pushForm(CodeBuilder code, int form) {
        var at =
                ConstantDescs.ofConstantBootstrap(
                        ClassDesc.of("java.lang.invoke.MethodHandles"), "classDataAt", CD_Object, CD_int);
        code.loadConstant(DynamicConstantDesc.ofNamed(at, ConstantDescs.DEFAULT_NAME, FORM, form));
    }

    // ---- Reading ----------------------------------------------------------------------------------------------------

    private void read(CodeBuilder code) {
        var locals = new ArrayList<Integer>();
        var forms = 0;
        for (var component : components) {
            var part = component.getType();
            if (part.isRecord()) {
                readRecord(code, forms++);
            } else {
                readOther(code, part);
            }
            if (!part.isPrimitive()) {
                code.checkcast(desc(part));
            }
            var local = code.allocateLocal(TypeKind.from(part));
            code.storeLocal(TypeKind.from(part), local);
            locals.add(local);
        }
        code.new_(desc(type)).dup();
        for (var i = 0; i < components.length; i++) {
            code.loadLocal(TypeKind.from(components[i].getType()), locals.get(i));
        }
        var parts = List.of(components).stream().map(component -> desc(component.getType())).toList();
        code.invokespecial(desc(type), INIT_NAME, MethodTypeDesc.of(CD_void, parts)).areturn();
    }

    private static void readOther(CodeBuilder code, Class<?> part) {
        if (part == int.class) {
            code.aload(BYTES).iconst_0().invokevirtual(INPUT, "readVarInt", MethodTypeDesc.of(CD_int, CD_boolean));
        } else if (part == long.class) {
            code.aload(BYTES).iconst_0().invokevirtual(INPUT, "readVarLong", MethodTypeDesc.of(CD_long, CD_boolean));
        } else if (part == boolean.class) {
            code.aload(BYTES).invokevirtual(INPUT, "readBoolean", MethodTypeDesc.of(CD_boolean));
        } else if (part == String.class) {
            code.aload(BYTES).invokevirtual(INPUT, "readString", MethodTypeDesc.of(CD_String));
        } else {
            code.aload(WITH)
                    .aload(BYTES)
                    .invokevirtual(KRYO, "readClassAndObject", MethodTypeDesc.of(CD_Object, INPUT));
        }
    }

    private static void readRecord(CodeBuilder code, int form) {
        var none = code.newLabel();
        var done = code.newLabel();
        code.aload(BYTES).invokevirtual(INPUT, "readBoolean", MethodTypeDesc.of(CD_boolean)).ifeq(none);
        pushForm(code, form);
        code.aload(WITH).aload(BYTES).aconst_null().invokevirtual(FORM, "read", READ).goto_(done);
        code.labelBinding(none).aconst_null().labelBinding(done);
    }
}
