/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An object that is nothing but its parts, and how it is opened and made: a box of the JDK, or a record of ours such
/// as [dev.sparrow.value.DoubleSum].
///
/// @param parts and the methods that read them
record StateBox(ClassDesc type, List<Part> parts, boolean isRecord) {

    record Part(ClassDesc type, String reader) {}

    /// Empty if objects of the class are more than that, or loops cannot see into them.
    static Optional<StateBox> of(Class<?> type) {
        if (type.isRecord()) {
            return ofRecord(type);
        }
        return Stream.of(CD_long, CD_int, CD_double)
                .filter(primitive -> Boxes.of(primitive).equals(type.describeConstable().orElse(null)))
                .map(primitive ->
                        new StateBox(
                                Boxes.of(primitive),
                                List.of(new Part(primitive, primitive.displayName() + "Value")),
                                false))
                .findFirst();
    }

    @SuppressWarnings("ReferenceEquality") // loaders have no other
    private static Optional<StateBox> ofRecord(Class<?> type) {
        var components = type.getRecordComponents();
        var isOurs = type.getClassLoader() == StateBox.class.getClassLoader() && Modifier.isPublic(type.getModifiers());
        if (!isOurs || type.getTypeParameters().length > 0) {
            return Optional.empty();
        }
        var parts = Arrays.stream(components).map(StateBox::part).toList();
        return Optional.of(new StateBox(type.describeConstable().orElseThrow(), parts, true));
    }

    private static Part part(RecordComponent component) {
        return new Part(component.getType().describeConstable().orElseThrow(), component.getName());
    }

    /// A local variable for each part, which is zero or null so far.
    int[] locals(LoopCode loop) {
        var locals = new int[parts.size()];
        for (var i = 0; i < locals.length; i++) {
            var kind = TypeKind.from(parts.get(i).type());
            locals[i] = loop.local(kind);
            loop.pushZero(kind);
            loop.code.storeLocal(kind, locals[i]);
        }
        return locals;
    }

    /// From an `Object` on the stack to local variables.
    void unbox(CodeBuilder code, int[] locals) {
        code.checkcast(type);
        for (var i = 0; i < locals.length; i++) {
            var part = parts.get(i);
            if (i < locals.length - 1) {
                code.dup();
            }
            code.invokevirtual(type, part.reader(), MethodTypeDesc.of(part.type()));
            code.storeLocal(TypeKind.from(part.type()), locals[i]);
        }
    }

    /// From local variables to a new box on the stack.
    void box(CodeBuilder code, int[] locals) {
        var types = parts.stream().map(Part::type).toList();
        if (isRecord) {
            code.new_(type).dup();
        }
        for (var i = 0; i < locals.length; i++) {
            code.loadLocal(TypeKind.from(types.get(i)), locals[i]);
        }
        if (isRecord) {
            code.invokespecial(type, ConstantDescs.INIT_NAME, MethodTypeDesc.of(CD_void, types));
        } else {
            code.invokestatic(type, "valueOf", MethodTypeDesc.of(type, types));
        }
    }
}
