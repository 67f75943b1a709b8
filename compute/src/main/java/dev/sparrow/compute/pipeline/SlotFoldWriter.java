/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.sparrow.storage.columnar.Kind;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.function.Supplier;

/// Writes the class of a [SlotFold].
final class SlotFoldWriter {
    private static final ClassDesc FOLD = SlotFold.class.describeConstable().orElseThrow();
    private static final ClassDesc SUPPLIER = Supplier.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc TYPE =
            MethodTypeDesc.of(CD_int, CD_int.arrayType(), RowReader.WINDOW, CD_int, CD_int, CD_Object);

    /// The numbers of the calls.
    private static final int FURTHER = 0;

    private static final int CREATE = 1;

    private final SlotFold.Start start;
    private final List<UserCall> calls;
    private final Kind value;
    private final LeafCode state;

    SlotFoldWriter(SlotFold.Start start, List<UserCall> calls, Kind value, Kind.Leaf state) {
        this.start = start;
        this.calls = calls;
        this.value = value;
        this.state = new LeafCode(state);
    }

    ClassCode write() {
        var name = "Fold_" + word(value) + "_into_" + state.kind();
        return ClassCode.write(name, FOLD, "fold", TYPE, code -> new Body(new LoopCode(code, calls)).write());
    }

    /// A kind as a part of the name of a class.
    private static String word(Kind kind) {
        return switch (kind) {
            case Kind.Leaf leaf -> leaf.name();
            case Kind.Struct(var type, _) -> type.getSimpleName();
            case Kind.Nullable(var values) -> "Nullable_" + word(values);
            case Kind.Value _ -> "Value";
            case Kind.Nulls _ -> "Nulls";
            case Kind.Columns _ -> "Columns";
        };
    }

    /// The method while it is written.
    private final class Body {
        private final LoopCode loop;
        private final ElementCode elements;
        private final CodeBuilder code;
        private final int slots;
        private final int row;
        private final int to;
        private final int states;
        private final int size;
        private final int slot;

        private Body(LoopCode loop) {
            this.loop = loop;
            this.elements = new ElementCode(loop);
            this.code = loop.code;
            this.slots = code.parameterSlot(0);
            this.row = code.parameterSlot(2);
            this.to = code.parameterSlot(3);
            this.states = loop.local(TypeKind.REFERENCE);
            this.size = loop.local(TypeKind.INT);
            this.slot = loop.local(TypeKind.INT);
        }

        private List<MethodHandle> write() {
            var head = code.newLabel();
            var fresh = code.newLabel();
            var next = code.newLabel();
            var done = code.newLabel();
            loop.load();
            var values =
                    RowReader.open(loop, new Pipeline.Windows(value, false), RowUse.ANY, code.parameterSlot(1), row);
            code.aload(code.parameterSlot(4)).checkcast(state.array()).astore(states);
            code.aload(0).getfield(FOLD, "size", CD_int).istore(size);
            code.labelBinding(head);
            code.iload(row).iload(to).if_icmpge(done);
            code.aload(slots).iload(row).iaload().istore(slot);
            var element = values.read();
            loop.taken(values::pushNew);
            code.iload(slot).iload(size).if_icmpeq(fresh);
            loop.call(FURTHER, () -> pushBoth(() -> state.push(code, states, slot), element), () -> {});
            keep(() -> code.goto_(next), done);
            code.labelBinding(fresh);
            pushFirst(element);
            keep(() -> code.iinc(size, 1), done);
            code.labelBinding(next);
            code.iinc(row, 1).goto_(head);
            code.labelBinding(done);
            code.aload(0).iload(size).putfield(FOLD, "size", CD_int);
            code.iload(row).ireturn();
            loop.finish();
            return loop.handles();
        }

        private void pushFirst(Element element) {
            switch (start) {
                case SlotFold.Start.Value _ -> elements.push(element);
                case SlotFold.Start.Create _ -> loop.call(CREATE, () -> elements.push(element), () -> {});
                case SlotFold.Start.Zero _ -> loop.call(FURTHER, () -> pushBoth(this::pushZero, element), () -> {});
            }
        }

        private void pushZero() {
            code.aload(0).getfield(FOLD, "zero", SUPPLIER);
            code.invokeinterface(SUPPLIER, "get", MethodTypeDesc.of(CD_Object));
        }

        private void pushBoth(Runnable pushState, Element element) {
            pushState.run();
            elements.push(element);
        }

        /// Keeps what is on the stack as the state of the slot and goes on with `kept`; or leaves at `done`.
        private void keep(Runnable kept, Label done) {
            var result = loop.store();
            if (state.primitive()) {
                var fits = code.newLabel();
                code.aload(result).instanceOf(Boxes.of(state.type())).ifne(fits);
                code.aload(0).aload(result).putfield(FOLD, "odd", CD_Object).goto_(done);
                code.labelBinding(fits);
            }
            state.set(
                    code,
                    states,
                    slot,
                    () -> {
                        code.aload(result);
                        state.unbox(code);
                    });
            kept.run();
        }
    }
}
