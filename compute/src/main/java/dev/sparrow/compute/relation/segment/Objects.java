/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Utf8;
import dev.sparrow.table.expression.Carrier;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.math.BigInteger;

/// Writes how values become objects, and objects values.
final class Objects {
    private static final ClassDesc SEGMENT = SegmentWriter.SEGMENT;
    private static final ClassDesc UTF8 = Frame.desc(Utf8.class);
    private static final ClassDesc BIG = Frame.desc(BigInteger.class);

    private final Frame frame;
    private final CodeBuilder code;

    Objects(Frame frame) {
        this.frame = frame;
        this.code = frame.code();
    }

    /// Opens the object on the stack.
    void unbox(Carrier carrier) {
        switch (carrier) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN ->
                    code.checkcast(Frame.desc(Boolean.class))
                            .invokevirtual(Frame.desc(Boolean.class), "booleanValue", MethodTypeDesc.of(CD_boolean));
            case INT ->
                    code.checkcast(Frame.desc(Integer.class))
                            .invokevirtual(Frame.desc(Integer.class), "intValue", MethodTypeDesc.of(CD_int));
            case LONG ->
                    code.checkcast(Frame.desc(Long.class))
                            .invokevirtual(Frame.desc(Long.class), "longValue", MethodTypeDesc.of(CD_long));
            case FLOAT ->
                    code.checkcast(Frame.desc(Float.class))
                            .invokevirtual(Frame.desc(Float.class), "floatValue", MethodTypeDesc.of(CD_float));
            case DOUBLE ->
                    code.checkcast(Frame.desc(Double.class))
                            .invokevirtual(Frame.desc(Double.class), "doubleValue", MethodTypeDesc.of(CD_double));
            case WIDE -> {
                frame.tooLong();
                code.checkcast(BIG).invokestatic(SEGMENT, "exact", MethodTypeDesc.of(CD_long, BIG));
            }
            case TEXT -> code.checkcast(UTF8);
            case OBJECT -> {}
        }
    }

    /// Makes an object of a value that is not missing.
    void box(Carrier carrier) {
        switch (carrier) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN ->
                    code.invokestatic(
                            Frame.desc(Boolean.class),
                            "valueOf",
                            MethodTypeDesc.of(Frame.desc(Boolean.class), CD_boolean));
            case INT ->
                    code.invokestatic(
                            Frame.desc(Integer.class), "valueOf", MethodTypeDesc.of(Frame.desc(Integer.class), CD_int));
            case LONG ->
                    code.invokestatic(
                            Frame.desc(Long.class), "valueOf", MethodTypeDesc.of(Frame.desc(Long.class), CD_long));
            case FLOAT ->
                    code.invokestatic(
                            Frame.desc(Float.class), "valueOf", MethodTypeDesc.of(Frame.desc(Float.class), CD_float));
            case DOUBLE ->
                    code.invokestatic(
                            Frame.desc(Double.class),
                            "valueOf",
                            MethodTypeDesc.of(Frame.desc(Double.class), CD_double));
            case WIDE -> code.invokestatic(BIG, "valueOf", MethodTypeDesc.of(BIG, CD_long));
            case TEXT, OBJECT -> {}
        }
    }

    /// Pushes a value as an object, null if it is missing.
    void pushBoxed(Local value) {
        if (!value.nullable()) {
            frame.load(value);
            box(value.carrier());
            return;
        }
        var missing = code.newLabel();
        var end = code.newLabel();
        code.iload(value.isNull()).ifne(missing);
        frame.load(value);
        box(value.carrier());
        code.goto_(end).labelBinding(missing).aconst_null().labelBinding(end);
    }

    /// Pushes a value as a Java object of its type.
    void pushJava(Local value, ColumnType type) {
        pushBoxed(value);
        if (value.carrier() != Carrier.OBJECT) {
            pushType(type);
            code.invokestatic(SEGMENT, "toJava", MethodTypeDesc.of(CD_Object, CD_Object, Frame.desc(ColumnType.class)));
        }
    }

    void pushType(ColumnType type) {
        code.loadConstant(type.toString());
        code.invokestatic(SEGMENT, "type", MethodTypeDesc.of(Frame.desc(ColumnType.class), Frame.desc(String.class)));
    }
}
