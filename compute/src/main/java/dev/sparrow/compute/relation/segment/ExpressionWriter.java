/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes how the values of expressions get into locals. What several expressions have in common is computed once, as
/// far as the first of them is always computed; columns are read when they are first needed.
///
/// Where numbers become too long for a loop, see [DecimalWriter], a row is left to the interpreter.
final class ExpressionWriter {
    private final Frame frame;
    private final CodeBuilder code;
    private final ColumnReader columns;
    private final Objects objects;
    private final Constants constants;
    private final CallWriter calls;
    private final DecimalWriter decimals;
    private final ConditionWriter conditions;

    /// The values that are known at a place.
    private final Deque<Map<Expression, Local>> scopes = new ArrayDeque<>();

    ExpressionWriter(Frame frame, ColumnReader columns) {
        this.frame = frame;
        this.code = frame.code();
        this.columns = columns;
        this.objects = new Objects(frame);
        this.constants = new Constants(frame, objects);
        this.calls = new CallWriter(frame, this, columns, constants, objects);
        this.decimals = new DecimalWriter(frame, this);
        this.conditions = new ConditionWriter(frame, this, constants, objects);
    }

    void beginRow() {
        scopes.push(new HashMap<>());
        columns.beginScope();
    }

    /// What is written here runs for some rows only: what it computes is not known afterwards.
    void sometimes(Runnable part) {
        beginRow();
        part.run();
        scopes.pop();
        columns.endScope();
    }

    Objects objects() {
        return objects;
    }

    Constants constants() {
        return constants;
    }

    /// Computes an expression.
    Local value(Expression expression) {
        for (var scope : scopes) {
            var known = scope.get(expression);
            if (known != null) {
                return known;
            }
        }
        var computed = compute(expression);
        scopes.peek().put(expression, computed);
        return computed;
    }

    private Local compute(Expression expression) {
        return switch (expression) {
            case Expression.Input input -> columns.read(input);
            case Expression.Literal literal -> constants.literal(literal);
            case Expression.Call call -> calls.call(call);
            case Expression.Arithmetic arithmetic -> decimals.arithmetic(arithmetic);
            case Expression.Rescale rescale -> decimals.rescale(rescale);
            case Expression.Compare compare -> conditions.compare(compare);
            case Expression.And(var parts) -> conditions.connected(parts, false, expression.nullable());
            case Expression.Or(var parts) -> conditions.connected(parts, true, expression.nullable());
            case Expression.Not not -> conditions.not(not);
            case Expression.IsNull(var value) -> conditions.isNull(value(value));
            case Expression.Case cases -> cases(cases);
            case Expression.In in -> conditions.in(in);
            case Expression.UserCall call -> calls.user(call);
        };
    }

    /// Goes to `otherwise` unless a condition is true.
    void condition(Expression condition, Label otherwise) {
        conditions.condition(condition, otherwise);
    }

    /// A value that is missing where one of its operands is.
    Local strict(Carrier carrier, List<Local> operands, Runnable push) {
        var result = frame.local(Frame.kind(carrier));
        var missing = Local.NEVER;
        var end = code.newLabel();
        var nullable = operands.stream().filter(Local::nullable).toList();
        if (!nullable.isEmpty()) {
            if (nullable.size() == 1) {
                missing = nullable.getFirst().isNull();
            } else {
                missing = frame.flag();
                code.iload(nullable.getFirst().isNull());
                for (var other : nullable.subList(1, nullable.size())) {
                    code.iload(other.isNull()).ior();
                }
                code.istore(missing);
            }
            frame.zero(carrier, result);
            code.iload(missing).ifne(end);
        }
        push.run();
        code.storeLocal(Frame.kind(carrier), result);
        code.labelBinding(end);
        return new Local(carrier, result, missing);
    }

    private Local cases(Expression.Case cases) {
        var carrier = Carrier.of(cases.type());
        var result = frame.local(Frame.kind(carrier));
        var missing = cases.nullable() ? frame.flag() : Local.NEVER;
        var end = code.newLabel();
        frame.zero(carrier, result);
        if (missing != Local.NEVER) {
            code.iconst_1().istore(missing);
        }
        branches(cases, 0, result, missing, end);
        code.labelBinding(end);
        return new Local(carrier, result, missing);
    }

    private void branches(Expression.Case cases, int from, int result, int missing, Label end) {
        if (from == cases.branches().size()) {
            assign(cases.otherwise(), result, missing);
            return;
        }
        var next = code.newLabel();
        var branch = cases.branches().get(from);
        sometimes(() -> {
            condition(branch.condition(), next);
            assign(branch.result(), result, missing);
        });
        code.goto_(end).labelBinding(next);
        sometimes(() -> branches(cases, from + 1, result, missing, end));
    }

    private void assign(Expression expression, int result, int missing) {
        var value = value(expression);
        frame.load(value);
        code.storeLocal(Frame.kind(value.carrier()), result);
        if (missing != Local.NEVER) {
            frame.pushNull(value);
            code.istore(missing);
        }
    }
}
