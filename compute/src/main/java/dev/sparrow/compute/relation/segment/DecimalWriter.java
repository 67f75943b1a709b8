/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.kernel.Powers;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Writes exact arithmetic: of whole numbers that cannot overflow, and of decimal numbers. Those of more than 18 digits
/// are longs here, and what is computed of them is checked.
final class DecimalWriter {
    private static final ClassDesc SEGMENT = SegmentWriter.SEGMENT;
    private static final ClassDesc MATH = Frame.desc(Math.class);

    private final Frame frame;
    private final CodeBuilder code;
    private final ExpressionWriter expressions;

    DecimalWriter(Frame frame, ExpressionWriter expressions) {
        this.frame = frame;
        this.code = frame.code();
        this.expressions = expressions;
    }

    Local arithmetic(Expression.Arithmetic arithmetic) {
        var left = expressions.value(arithmetic.left());
        var right = expressions.value(arithmetic.right());
        var carrier = Carrier.of(arithmetic.type());
        var exact = carrier == Carrier.WIDE;
        if (exact) {
            frame.tooLong();
        }
        return expressions.strict(
                carrier,
                List.of(left, right),
                () -> {
                    frame.load(left);
                    frame.load(right);
                    if (exact) {
                        var name =
                                switch (arithmetic.operator()) {
                                    case ADD -> "addExact";
                                    case SUBTRACT -> "subtractExact";
                                    case MULTIPLY -> "multiplyExact";
                                };
                        code.invokestatic(MATH, name, MethodTypeDesc.of(CD_long, CD_long, CD_long));
                    } else {
                        switch (arithmetic.operator()) {
                            case null -> throw new NullPointerException("a constant is missing");
                            case ADD -> code.ladd();
                            case SUBTRACT -> code.lsub();
                            case MULTIPLY -> code.lmul();
                        }
                    }
                });
    }

    Local rescale(Expression.Rescale rescale) {
        var value = expressions.value(rescale.value());
        var from = rescale.value().type() instanceof Decimal decimal ? decimal : null;
        var fromScale = from == null ? 0 : from.scale();
        var digits = from == null ? wholeDigits(rescale.value().type()) : from.precision();
        var by = rescale.type().scale() - fromScale;
        var carrier = Carrier.of(rescale.type());
        var fits = rescale.type().wholeDigits() >= digits - fromScale + (by < 0 ? 1 : 0);
        if (carrier == Carrier.WIDE || !fits) {
            frame.tooLong();
        }
        return expressions.strict(
                carrier,
                List.of(value),
                () -> {
                    frame.load(value);
                    if (value.carrier() == Carrier.INT) {
                        code.i2l();
                    }
                    if (by > Carrier.LONG_DIGITS) {
                        code.pop2();
                        code.new_(Frame.desc(ArithmeticException.class)).dup();
                        code.invokespecial(
                                Frame.desc(ArithmeticException.class),
                                "<init>",
                                java.lang.constant.ConstantDescs.MTD_void);
                        code.athrow();
                        return;
                    }
                    if (by > 0) {
                        code.loadConstant(Powers.of(by));
                        code.invokestatic(MATH, "multiplyExact", MethodTypeDesc.of(CD_long, CD_long, CD_long));
                        frame.tooLong();
                    } else if (by < 0) {
                        code.loadConstant(-by);
                        code.invokestatic(
                                Frame.desc(Powers.class), "divideRounded", MethodTypeDesc.of(CD_long, CD_long, CD_int));
                    }
                    if (!fits && rescale.type().precision() <= Carrier.LONG_DIGITS) {
                        code.loadConstant(Powers.of(rescale.type().precision()));
                        code.invokestatic(SEGMENT, "checked", MethodTypeDesc.of(CD_long, CD_long, CD_long));
                    }
                });
    }

    private static int wholeDigits(ColumnType type) {
        return switch (type) {
            case ColumnType.Plain.TINYINT -> 3;
            case ColumnType.Plain.SMALLINT -> 5;
            case ColumnType.Plain.INT -> 10;
            case ColumnType _ -> 19;
        };
    }
}
