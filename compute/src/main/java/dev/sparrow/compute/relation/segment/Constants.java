/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import static java.lang.constant.ConstantDescs.CD_Object;

import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.Map;

/// Writes how constants get into locals before the loop.
final class Constants {
    private final Frame frame;
    private final CodeBuilder code;
    private final Objects objects;
    private final Map<Integer, Integer> locals = new HashMap<>();

    Constants(Frame frame, Objects objects) {
        this.frame = frame;
        this.code = frame.code();
        this.objects = objects;
    }

    /// The local of a constant object.
    ///
    /// @param number below 0 counts from the end
    int object(int number, ClassDesc type) {
        return locals.computeIfAbsent(
                number,
                _ -> {
                    var local = frame.local(TypeKind.REFERENCE);
                    frame.before(() -> {
                        pushConstant(number);
                        code.checkcast(type).astore(local);
                    });
                    return local;
                });
    }

    private void pushConstant(int number) {
        code.aload(0).getfield(SegmentWriter.SEGMENT, "constants", CD_Object.arrayType());
        if (number < 0) {
            code.dup().arraylength().loadConstant(-number).isub();
        } else {
            code.loadConstant(number);
        }
        code.aaload();
    }

    Local literal(Expression.Literal literal) {
        var carrier = Carrier.of(literal.type());
        if (literal.value() == null) {
            var value = frame.local(Frame.kind(carrier));
            var missing = frame.flag();
            frame.zero(carrier, value);
            code.iconst_1().istore(missing);
            return new Local(carrier, value, missing);
        }
        var number = ((SegmentShape.Slot) literal.value()).number();
        var local =
                locals.computeIfAbsent(
                        number,
                        _ -> {
                            var kept = frame.local(Frame.kind(carrier));
                            frame.before(() -> {
                                pushConstant(number);
                                objects.unbox(carrier);
                                code.storeLocal(Frame.kind(carrier), kept);
                            });
                            return kept;
                        });
        if (carrier == Carrier.WIDE) {
            frame.tooLong();
        }
        return new Local(carrier, local, Local.NEVER);
    }
}
