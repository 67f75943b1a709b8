/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.compute.relation.segment.ColumnData.Storage;
import dev.sparrow.table.expression.Expression;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.kernel.Numbers;
import dev.sparrow.table.step.State;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// Writes how the values of a row are folded into the states of its group. Where all rows are one group, numbers stay
/// in locals until the loop ends.
final class StateWriter implements SegmentWriter.RowEnd {
    private static final ClassDesc NUMBERS = Frame.desc(Numbers.class);
    private static final ClassDesc PLACES = Frame.desc(Places.class);

    private final Frame frame;
    private final CodeBuilder code;
    private final ExpressionWriter expressions;
    private final ColumnReader columns;
    private final SegmentSpec.Fold fold;
    private final boolean grouped;
    private final int out;
    private final int at;
    private final List<int[]> arrays = new ArrayList<>();

    /// Where all rows are one group: the numbers of each state; -1 for those that stay in their array.
    private final List<int[]> kept = new ArrayList<>();

    private List<List<Local>> values;

    /// The group of a row.
    private int group;

    /// Of given groups the array of their numbers, else that of the groups of combinations.
    private int groups;

    private int places;

    /// Of each part of a key the array of places, and the width of the dictionary.
    private final List<int[]> parts = new ArrayList<>();

    StateWriter(
            Frame frame, ExpressionWriter expressions, ColumnReader columns, SegmentSpec.Fold fold, int out, int at) {
        this.frame = frame;
        this.code = frame.code();
        this.expressions = expressions;
        this.columns = columns;
        this.fold = fold;
        this.grouped = !(fold.grouping() instanceof SegmentSpec.OneGroup);
        this.out = out;
        this.at = at;
    }

    @Override
    public void begin() {
        switch (fold.grouping()) {
            case SegmentSpec.OneGroup _ -> {}
            case SegmentSpec.GivenGroups _ -> {
                groups = SegmentWriter.array(code, out, 0, Storage.INT);
                group = frame.local(TypeKind.INT);
            }
            case SegmentSpec.PlacedGroups(var keys) -> beginPlaces(keys.size());
        }
        var next = 1;
        for (var state : fold.states()) {
            var storages = StateArrays.arrays(state);
            var locals = new int[storages.size()];
            for (var i = 0; i < locals.length; i++) {
                locals[i] = SegmentWriter.array(code, out, next++, storages.get(i));
            }
            arrays.add(locals);
            kept.add(grouped ? new int[locals.length] : keptLocals(state, storages));
        }
        reload();
    }

    private void beginPlaces(int keys) {
        places = frame.local(TypeKind.REFERENCE);
        groups = frame.local(TypeKind.REFERENCE);
        group = frame.local(TypeKind.INT);
        code.aload(out).iconst_0().aaload().checkcast(PLACES).astore(places);
        code.aload(places).getfield(PLACES, "groups", CD_int.arrayType()).astore(groups);
        for (var part = 0; part < keys; part++) {
            var array = frame.local(TypeKind.REFERENCE);
            var width = frame.local(TypeKind.INT);
            code.aload(places).getfield(PLACES, "places", CD_byte.arrayType().arrayType());
            code.loadConstant(part).aaload().astore(array);
            code.aload(places).getfield(PLACES, "widths", CD_int.arrayType());
            code.loadConstant(part).iaload().istore(width);
            parts.add(new int[] {array, width});
        }
    }

    /// Sums and counts, and whether there was a value.
    private int[] keptLocals(State state, List<Storage> storages) {
        var locals = new int[storages.size()];
        for (var i = 0; i < locals.length; i++) {
            var stays =
                    storages.get(i) == Storage.OBJECT
                            || (StateArrays.layout(state) == StateArrays.Layout.WIDE && i == 1);
            locals[i] = stays ? -1 : code.allocateLocal(SegmentWriter.kind(storages.get(i)).asLoadable());
        }
        return locals;
    }

    @Override
    public void reload() {
        eachKept((array, local, kind) -> {
            code.aload(array).iconst_0().arrayLoad(kind);
            code.storeLocal(kind.asLoadable(), local);
        });
    }

    @Override
    public void end() {
        eachKept((array, local, kind) -> {
            code.aload(array).iconst_0();
            code.loadLocal(kind.asLoadable(), local);
            code.arrayStore(kind);
        });
    }

    private interface Kept {
        void accept(int array, int local, TypeKind kind);
    }

    private void eachKept(Kept each) {
        if (grouped) {
            return;
        }
        for (var s = 0; s < arrays.size(); s++) {
            var storages = StateArrays.arrays(fold.states().get(s));
            for (var i = 0; i < storages.size(); i++) {
                if (kept.get(s)[i] >= 0) {
                    each.accept(arrays.get(s)[i], kept.get(s)[i], SegmentWriter.kind(storages.get(i)));
                }
            }
        }
    }

    @Override
    public void compute() {
        values = new ArrayList<>();
        for (var state : fold.states()) {
            values.add(state.values().stream().map(expressions::value).toList());
        }
    }

    @Override
    public void store() {
        switch (fold.grouping()) {
            case SegmentSpec.OneGroup _ -> {}
            case SegmentSpec.GivenGroups _ -> code.aload(groups).iload(at).iaload().istore(group);
            case SegmentSpec.PlacedGroups(var keys) -> findPlace(keys);
        }
        for (var s = 0; s < arrays.size(); s++) {
            store(s);
        }
    }

    private void findPlace(List<Expression> keys) {
        var combination = frame.local(TypeKind.INT);
        var known = code.newLabel();
        code.iconst_0().istore(combination);
        for (var part = 0; part < keys.size(); part++) {
            var row = columns.row(((Expression.Input) keys.get(part)).column());
            code.iload(combination).iload(parts.get(part)[1]).imul();
            code.aload(parts.get(part)[0]).iload(row).baload().loadConstant(0xff).iand();
            code.iadd().istore(combination);
        }
        code.aload(groups).iload(combination).iaload().dup().istore(group).ifge(known);
        code.aload(places).iload(combination);
        code.invokevirtual(PLACES, "look", MethodTypeDesc.of(CD_int, CD_int)).istore(group);
        code.labelBinding(known);
    }

    private void store(int number) {
        var state = fold.states().get(number);
        var end = code.newLabel();
        var given = values.get(number);
        if (state.fold() == State.Fold.OBJECT || state.fold() == State.Fold.MERGE) {
            objects(number, given);
            return;
        }
        if (!given.isEmpty()) {
            frame.skipNull(given.getFirst(), end);
        }
        switch (StateArrays.layout(state)) {
            case null -> throw new NullPointerException("a constant is missing");
            case COUNT -> count(number, state, given);
            case LONG -> sum(number, given.getFirst(), Storage.LONG);
            case DOUBLE -> sum(number, given.getFirst(), Storage.DOUBLE);
            case WIDE -> wide(number, given.getFirst());
            case PRIMITIVE -> bound(number, state, given.getFirst(), end);
            case OBJECT -> object(number, given.getFirst());
        }
        code.labelBinding(end);
    }

    // ---- Numbers of a state

    private void push(int state, int array, Storage storage) {
        var kind = SegmentWriter.kind(storage);
        if (grouped) {
            code.aload(arrays.get(state)[array]).iload(group).arrayLoad(kind);
        } else {
            code.loadLocal(kind.asLoadable(), kept.get(state)[array]);
        }
    }

    /// Stores what `value` pushes.
    private void put(int state, int array, Storage storage, Runnable value) {
        var kind = SegmentWriter.kind(storage);
        if (grouped) {
            code.aload(arrays.get(state)[array]).iload(group);
            value.run();
            code.arrayStore(kind);
        } else {
            value.run();
            code.storeLocal(kind.asLoadable(), kept.get(state)[array]);
        }
    }

    private void seen(int state, int array) {
        put(state, array, Storage.BOOLEAN, code::iconst_1);
    }

    private void count(int number, State state, List<Local> given) {
        put(
                number,
                0,
                Storage.LONG,
                () -> {
                    push(number, 0, Storage.LONG);
                    if (state.fold() == State.Fold.ADD_COUNT) {
                        frame.load(given.getFirst());
                    } else {
                        code.lconst_1();
                    }
                    code.ladd();
                });
    }

    private void sum(int number, Local value, Storage storage) {
        put(
                number,
                0,
                storage,
                () -> {
                    push(number, 0, storage);
                    frame.load(value);
                    if (storage == Storage.DOUBLE) {
                        code.dadd();
                    } else {
                        code.invokestatic(NUMBERS, "add", MethodTypeDesc.of(CD_long, CD_long, CD_long));
                    }
                });
        seen(number, 1);
    }

    /// The lower half has a sign; when it overflows, the upper one counts that.
    private void wide(int number, Local value) {
        var added = code.allocateLocal(TypeKind.LONG);
        var before = code.allocateLocal(TypeKind.LONG);
        var sum = code.allocateLocal(TypeKind.LONG);
        var fits = code.newLabel();
        frame.load(value);
        if (value.carrier() == dev.sparrow.table.expression.Carrier.INT) {
            code.i2l();
        }
        code.lstore(added);
        push(number, 0, Storage.LONG);
        code.lstore(before);
        code.lload(before).lload(added).ladd().lstore(sum);
        code.lload(before).lload(sum).lxor().lload(added).lload(sum).lxor().land();
        code.lconst_0().lcmp().branch(Opcode.IFGE, fits);
        code.aload(arrays.get(number)[1]);
        pushGroup();
        code.lload(added);
        code.invokestatic(SegmentWriter.SEGMENT, "carry", SegmentWriter.nothing(CD_long.arrayType(), CD_int, CD_long));
        code.labelBinding(fits);
        put(number, 0, Storage.LONG, () -> code.lload(sum));
        seen(number, 2);
    }

    private void pushGroup() {
        if (grouped) {
            code.iload(group);
        } else {
            code.iconst_0();
        }
    }

    private void bound(int number, State state, Local value, Label end) {
        var storage = StateArrays.primitive(state);
        var replaces = code.newLabel();
        push(number, 1, Storage.BOOLEAN);
        code.ifeq(replaces);
        if (state.fold() == State.Fold.FIRST) {
            code.goto_(end);
        } else {
            frame.load(value);
            push(number, 0, storage);
            var order = state.fold() == State.Fold.LEAST ? Opcode.IFGE : Opcode.IFLE;
            switch (storage) {
                case null -> throw new NullPointerException("a constant is missing");
                case BOOLEAN, BYTE, SHORT, INT ->
                        code.branch(state.fold() == State.Fold.LEAST ? Opcode.IF_ICMPGE : Opcode.IF_ICMPLE, end);
                case LONG, WIDE -> code.lcmp().branch(order, end);
                case FLOAT -> {
                    code.invokestatic(comparisons(), "compare", MethodTypeDesc.of(CD_int, CD_float, CD_float));
                    code.branch(order, end);
                }
                case DOUBLE -> {
                    code.invokestatic(comparisons(), "compare", MethodTypeDesc.of(CD_int, CD_double, CD_double));
                    code.branch(order, end);
                }
                case TEXT, OBJECT -> throw new IllegalStateException("No primitives");
            }
        }
        code.labelBinding(replaces);
        put(number, 0, storage, () -> frame.load(value));
        seen(number, 1);
    }

    private static ClassDesc comparisons() {
        return Frame.desc(Comparisons.class);
    }

    // ---- Objects

    private void pushState(int number) {
        code.aload(expressions.constants().object(constantOf(number), Frame.desc(State.class)));
    }

    /// The states themselves are the last constants.
    private int constantOf(int number) {
        return -fold.states().size() + number;
    }

    private void object(int number, Local value) {
        pushState(number);
        code.iconst_1().anewarray(CD_Object).dup().iconst_0();
        expressions.objects().pushBoxed(value);
        code.aastore();
        folded(number);
    }

    private void objects(int number, List<Local> given) {
        pushState(number);
        code.loadConstant(given.size()).anewarray(CD_Object);
        for (var i = 0; i < given.size(); i++) {
            code.dup().loadConstant(i);
            expressions.objects().pushBoxed(given.get(i));
            code.aastore();
        }
        folded(number);
    }

    private void folded(int number) {
        pushGroup();
        code.aload(arrays.get(number)[0]);
        code.invokestatic(
                SegmentWriter.SEGMENT,
                "fold",
                SegmentWriter.nothing(Frame.desc(State.class), CD_Object.arrayType(), CD_int, CD_Object.arrayType()));
    }
}
