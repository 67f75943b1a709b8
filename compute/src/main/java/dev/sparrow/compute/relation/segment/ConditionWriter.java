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

import dev.sparrow.column.Utf8;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.expression.LiteralSet;
import dev.sparrow.table.kernel.Comparisons;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Writes what is true or false of a row: as a branch where a loop passes rows over, else as a value.
final class ConditionWriter {
    private static final ClassDesc SEGMENT = SegmentWriter.SEGMENT;
    private static final ClassDesc UTF8 = Frame.desc(Utf8.class);
    private static final ClassDesc COMPARISONS = Frame.desc(Comparisons.class);

    private final Frame frame;
    private final CodeBuilder code;
    private final ExpressionWriter expressions;
    private final Constants constants;
    private final Objects objects;

    ConditionWriter(Frame frame, ExpressionWriter expressions, Constants constants, Objects objects) {
        this.frame = frame;
        this.code = frame.code();
        this.expressions = expressions;
        this.constants = constants;
        this.objects = objects;
    }

    /// Goes to `otherwise` unless a condition is true.
    void condition(Expression condition, Label otherwise) {
        switch (condition) {
            case Expression.And(var parts) -> parts.forEach(part -> condition(part, otherwise));
            case Expression.Compare compare when !compare.comparison().takesNulls() -> {
                var left = expressions.value(compare.left());
                frame.skipNull(left, otherwise);
                var right = expressions.value(compare.right());
                frame.skipNull(right, otherwise);
                compared(compare, left, right, otherwise);
            }
            case Expression other -> {
                var value = expressions.value(other);
                frame.skipNull(value, otherwise);
                frame.load(value);
                code.ifeq(otherwise);
            }
        }
    }

    Local isNull(Local value) {
        var result = frame.local(TypeKind.INT);
        if (value.nullable()) {
            code.iload(value.isNull()).istore(result);
        } else {
            code.iconst_0().istore(result);
        }
        return new Local(Carrier.BOOLEAN, result, Local.NEVER);
    }

    Local compare(Expression.Compare compare) {
        var left = expressions.value(compare.left());
        var right = expressions.value(compare.right());
        if (compare.comparison().takesNulls()) {
            return same(compare, left, right);
        }
        return expressions.strict(Carrier.BOOLEAN, List.of(left, right), () -> pushCompared(compare, left, right));
    }

    private void pushCompared(Expression.Compare compare, Local left, Local right) {
        var no = code.newLabel();
        var end = code.newLabel();
        compared(compare, left, right, no);
        code.iconst_1().goto_(end).labelBinding(no).iconst_0().labelBinding(end);
    }

    Local same(Expression.Compare compare, Local left, Local right) {
        var result = frame.local(TypeKind.INT);
        var unequal = code.newLabel();
        var present = code.newLabel();
        var end = code.newLabel();
        var same = compare.comparison() == Expression.Comparison.SAME;
        frame.pushNull(left);
        frame.pushNull(right);
        code.ior().ifeq(present);
        frame.pushNull(left);
        frame.pushNull(right);
        code.iand().ifeq(unequal);
        code.loadConstant(same ? 1 : 0).istore(result).goto_(end);
        code.labelBinding(unequal).loadConstant(same ? 0 : 1).istore(result).goto_(end);
        code.labelBinding(present);
        pushCompared(compare, left, right);
        code.istore(result).labelBinding(end);
        return new Local(Carrier.BOOLEAN, result, Local.NEVER);
    }

    /// Goes to `otherwise` unless the comparison holds for two values that are there.
    private void compared(Expression.Compare compare, Local left, Local right, Label otherwise) {
        var comparison = compare.comparison();
        frame.load(left);
        frame.load(right);
        switch (left.carrier()) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN, INT -> code.branch(ints(comparison), otherwise);
            case LONG, WIDE -> code.lcmp().branch(zeros(comparison), otherwise);
            case FLOAT -> {
                code.invokestatic(COMPARISONS, "compare", MethodTypeDesc.of(CD_int, CD_float, CD_float));
                code.branch(zeros(comparison), otherwise);
            }
            case DOUBLE -> {
                code.invokestatic(COMPARISONS, "compare", MethodTypeDesc.of(CD_int, CD_double, CD_double));
                code.branch(zeros(comparison), otherwise);
            }
            case TEXT -> {
                var equality =
                        comparison.holds(0) != comparison.holds(1) && comparison.holds(1) == comparison.holds(-1);
                if (equality) {
                    code.invokevirtual(UTF8, "equalTo", MethodTypeDesc.of(CD_boolean, UTF8));
                    code.branch(comparison.holds(0) ? Opcode.IFEQ : Opcode.IFNE, otherwise);
                } else {
                    code.invokevirtual(UTF8, "compareTo", MethodTypeDesc.of(CD_int, UTF8));
                    code.branch(zeros(comparison), otherwise);
                }
            }
            case OBJECT -> {
                code.invokestatic(SEGMENT, "compare", MethodTypeDesc.of(CD_int, CD_Object, CD_Object));
                code.branch(zeros(comparison), otherwise);
            }
        }
    }

    /// The branch that is taken where the comparison of two ints does not hold.
    private static Opcode ints(Expression.Comparison comparison) {
        return switch (comparison) {
            case EQUAL, SAME -> Opcode.IF_ICMPNE;
            case NOT_EQUAL, NOT_SAME -> Opcode.IF_ICMPEQ;
            case LESS -> Opcode.IF_ICMPGE;
            case LESS_OR_EQUAL -> Opcode.IF_ICMPGT;
            case GREATER -> Opcode.IF_ICMPLE;
            case GREATER_OR_EQUAL -> Opcode.IF_ICMPLT;
        };
    }

    /// The same for what a comparison has returned.
    private static Opcode zeros(Expression.Comparison comparison) {
        return switch (comparison) {
            case EQUAL, SAME -> Opcode.IFNE;
            case NOT_EQUAL, NOT_SAME -> Opcode.IFEQ;
            case LESS -> Opcode.IFGE;
            case LESS_OR_EQUAL -> Opcode.IFGT;
            case GREATER -> Opcode.IFLE;
            case GREATER_OR_EQUAL -> Opcode.IFLT;
        };
    }

    /// @param decisive the value that decides alone
    Local connected(List<Expression> parts, boolean decisive, boolean nullable) {
        var result = frame.local(TypeKind.INT);
        var missing = frame.flag();
        var end = code.newLabel();
        code.iconst_0().istore(missing);
        code.loadConstant(decisive ? 0 : 1).istore(result);
        connect(parts, 0, decisive, result, missing, end);
        code.labelBinding(end);
        return new Local(Carrier.BOOLEAN, result, nullable ? missing : Local.NEVER);
    }

    /// Each part is computed only if those before did not decide.
    private void connect(List<Expression> parts, int from, boolean decisive, int result, int missing, Label end) {
        var value = expressions.value(parts.get(from));
        var undecided = code.newLabel();
        if (value.nullable()) {
            var present = code.newLabel();
            code.iload(value.isNull()).ifeq(present);
            code.iconst_1().istore(missing).goto_(undecided);
            code.labelBinding(present);
        }
        frame.load(value);
        code.branch(decisive ? Opcode.IFEQ : Opcode.IFNE, undecided);
        code.iconst_0().istore(missing);
        code.loadConstant(decisive ? 1 : 0).istore(result).goto_(end);
        code.labelBinding(undecided);
        if (from + 1 < parts.size()) {
            expressions.sometimes(() -> connect(parts, from + 1, decisive, result, missing, end));
        }
    }

    Local in(Expression.In in) {
        var value = expressions.value(in.value());
        var number = ((SegmentShape.Slot) in.set().values().iterator().next()).number();
        var set = constants.object(number, Frame.desc(LiteralSet.class));
        var found =
                expressions.strict(
                        Carrier.BOOLEAN,
                        List.of(value),
                        () -> {
                            code.aload(set);
                            frame.load(value);
                            objects.box(value.carrier());
                            code.invokevirtual(
                                    Frame.desc(LiteralSet.class), "contains", MethodTypeDesc.of(CD_boolean, CD_Object));
                        });
        if (!in.set().hasNull()) {
            return found;
        }
        var missing = frame.flag();
        frame.pushNull(found);
        frame.load(found);
        code.iconst_1().ixor().ior().istore(missing);
        return new Local(Carrier.BOOLEAN, found.value(), missing);
    }

    Local not(Expression.Not not) {
        var negated = expressions.value(not.value());
        var result = frame.flag();
        frame.load(negated);
        code.iconst_1().ixor().istore(result);
        return new Local(Carrier.BOOLEAN, result, negated.isNull());
    }
}
