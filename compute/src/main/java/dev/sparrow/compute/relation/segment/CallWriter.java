/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Utf8;
import dev.sparrow.compute.relation.segment.ColumnData.Storage;
import dev.sparrow.table.expression.Calls;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Writes calls of functions, the engine's own and the user's.
final class CallWriter {
    private static final ClassDesc SEGMENT = SegmentWriter.SEGMENT;
    private static final ClassDesc UTF8 = Frame.desc(Utf8.class);
    private static final ClassDesc BIG = Frame.desc(BigInteger.class);

    private final Frame frame;
    private final CodeBuilder code;
    private final ExpressionWriter expressions;
    private final ColumnReader columns;
    private final Constants constants;
    private final Objects objects;

    CallWriter(Frame frame, ExpressionWriter expressions, ColumnReader columns, Constants constants, Objects objects) {
        this.frame = frame;
        this.code = frame.code();
        this.expressions = expressions;
        this.columns = columns;
        this.constants = constants;
        this.objects = objects;
    }

    Local call(Expression.Call call) {
        var function = call.function();
        if (call.arguments().size() == 2
                && call.arguments().getFirst() instanceof Expression.Input text
                && call.arguments().get(1) instanceof Expression.Literal pattern
                && function.equals(Calls.LIKE)
                && columns.layout(text).storage() == Storage.TEXT
                && columns.isAlwaysThere(text)) {
            return columns.like(text, constants.literal(pattern));
        }
        var arguments = new ArrayList<Local>();
        for (var argument : call.arguments()) {
            arguments.add(expressions.value(argument));
        }
        var carrier = Carrier.of(call.type());
        var result = frame.local(Frame.kind(carrier));
        var returned = function.methodType().returnType();
        var returnsObject = !returned.isPrimitive();
        var checksNulls = !function.takesNulls() && arguments.stream().anyMatch(Local::nullable);
        var nullable = call.nullable() || checksNulls;
        var missing = nullable ? frame.flag() : Local.NEVER;
        var end = code.newLabel();
        if (nullable) {
            code.iconst_1().istore(missing);
            frame.zero(carrier, result);
        }
        if (checksNulls) {
            arguments.forEach(argument -> frame.skipNull(argument, end));
        }
        var from = code.newBoundLabel();
        pushArguments(call, arguments);
        code.invokestatic(Frame.desc(function.owner()), function.method(), methodType(call));
        storeReturned(call, carrier, result, returnsObject && nullable, end);
        var to = code.newBoundLabel();
        if (nullable) {
            code.iconst_0().istore(missing);
            code.labelBinding(end);
        }
        if (call.orNull()) {
            orNull(from, to, carrier, result, end);
        }
        return new Local(carrier, result, missing);
    }

    private static MethodTypeDesc methodType(Expression.Call call) {
        return call.function().methodType().describeConstable().orElseThrow();
    }

    private void pushArguments(Expression.Call call, List<Local> arguments) {
        var parameters = call.function().methodType();
        if (parameters.parameterCount() == 1 && parameters.parameterType(0) == Object[].class) {
            code.loadConstant(arguments.size()).anewarray(CD_Object);
            for (var i = 0; i < arguments.size(); i++) {
                code.dup().loadConstant(i);
                objects.pushJava(arguments.get(i), call.arguments().get(i).type());
                code.aastore();
            }
            return;
        }
        for (var i = 0; i < arguments.size(); i++) {
            var parameter = parameters.parameterType(i);
            if (parameter == Object.class) {
                objects.pushJava(arguments.get(i), call.arguments().get(i).type());
            } else if (parameter.isPrimitive()) {
                frame.load(arguments.get(i));
            } else {
                objects.pushBoxed(arguments.get(i));
                code.checkcast(Frame.desc(parameter));
            }
        }
    }

    /// @param end where to go if the result is missing
    private void storeReturned(Expression.Call call, Carrier carrier, int result, boolean mayBeNull, Label end) {
        var returned = call.function().methodType().returnType();
        if (returned.isPrimitive()) {
            code.storeLocal(Frame.kind(carrier), result);
            return;
        }
        if (returned == Object.class && carrier != Carrier.OBJECT) {
            objects.pushType(call.type());
            code.invokestatic(SEGMENT, "ofJava", MethodTypeDesc.of(CD_Object, CD_Object, Frame.desc(ColumnType.class)));
        }
        if (Frame.kind(carrier) == TypeKind.REFERENCE) {
            code.checkcast(carrier == Carrier.TEXT ? UTF8 : CD_Object).astore(result);
            if (mayBeNull) {
                code.aload(result).ifnull(end);
            }
            return;
        }
        var object = frame.local(TypeKind.REFERENCE);
        code.astore(object);
        if (mayBeNull) {
            code.aload(object).ifnull(end);
        }
        code.aload(object);
        if (carrier == Carrier.WIDE) {
            frame.tooLong();
            code.checkcast(BIG).invokevirtual(BIG, "longValueExact", MethodTypeDesc.of(CD_long));
        } else {
            objects.unbox(carrier);
        }
        code.storeLocal(Frame.kind(carrier), result);
    }

    /// What the function refuses makes the result missing.
    private void orNull(Label from, Label to, Carrier carrier, int result, Label end) {
        var after = code.newLabel();
        code.goto_(after);
        var handler = code.newBoundLabel();
        code.exceptionCatch(from, to, handler, Frame.desc(dev.sparrow.error.SparrowException.class));
        code.pop();
        frame.zero(carrier, result);
        code.goto_(end);
        code.labelBinding(after);
    }

    Local user(Expression.UserCall call) {
        var arguments = call.arguments().stream().map(expressions::value).toList();
        var carrier = Carrier.of(call.type());
        var returned = frame.local(TypeKind.REFERENCE);
        code.aload(constants.object(Integer.parseInt(call.name()), Frame.desc(Expression.UserCall.class)));
        code.loadConstant(arguments.size()).anewarray(CD_Object);
        for (var i = 0; i < arguments.size(); i++) {
            code.dup().loadConstant(i);
            objects.pushBoxed(arguments.get(i));
            code.aastore();
        }
        code.invokestatic(
                SEGMENT,
                "user",
                MethodTypeDesc.of(CD_Object, Frame.desc(Expression.UserCall.class), CD_Object.arrayType()));
        code.astore(returned);
        var result = frame.local(Frame.kind(carrier));
        var missing = frame.flag();
        var end = code.newLabel();
        code.iconst_1().istore(missing);
        frame.zero(carrier, result);
        code.aload(returned).ifnull(end);
        code.aload(returned);
        objects.unbox(carrier);
        code.storeLocal(Frame.kind(carrier), result);
        code.iconst_0().istore(missing).labelBinding(end);
        return new Local(carrier, result, missing);
    }
}
