/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.column.Utf8;
import dev.sparrow.compute.relation.segment.ColumnData.Storage;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// Writes how the values of a row get into arrays.
final class OutputWriter implements SegmentWriter.RowEnd {
    private static final ClassDesc UTF8 = Frame.desc(Utf8.class);

    private final Frame frame;
    private final CodeBuilder code;
    private final ExpressionWriter expressions;
    private final SegmentSpec.Write end;
    private final int out;
    private final int filled;
    private final int at;
    private final List<int[]> arrays = new ArrayList<>();
    private List<Local> values;
    private int selection;

    OutputWriter(Frame frame, ExpressionWriter expressions, SegmentSpec.Write end, int out, int filled, int at) {
        this.frame = frame;
        this.code = frame.code();
        this.expressions = expressions;
        this.end = end;
        this.out = out;
        this.filled = filled;
        this.at = at;
    }

    @Override
    public void begin() {
        var next = 0;
        for (var output : end.outputs()) {
            var storages = new ArrayList<Storage>();
            if (SegmentSpec.hasValidity(output)) {
                storages.add(Storage.BOOLEAN);
            }
            for (var storage : SegmentSpec.arrays(output)) {
                storages.add(storage);
                if (storage == Storage.WIDE) {
                    storages.add(storage);
                }
            }
            var locals = new int[storages.size()];
            for (var i = 0; i < locals.length; i++) {
                locals[i] = SegmentWriter.array(code, out, next++, storages.get(i));
            }
            arrays.add(locals);
        }
        if (end.selects()) {
            selection = SegmentWriter.array(code, out, next, Storage.INT);
        }
    }

    @Override
    public void compute() {
        values = end.outputs().stream().map(output -> expressions.value(output.value())).toList();
    }

    @Override
    public void store() {
        for (var i = 0; i < values.size(); i++) {
            store(end.outputs().get(i), values.get(i), arrays.get(i));
        }
        if (end.selects()) {
            code.aload(selection).iload(filled).iload(at).iastore();
        }
    }

    private void store(SegmentSpec.Output output, Local value, int... into) {
        var next = 0;
        if (SegmentSpec.hasValidity(output)) {
            code.aload(into[next++]).iload(filled);
            frame.pushNull(value);
            code.iconst_1().ixor().bastore();
        }
        code.aload(into[next]).iload(filled);
        if (output.form() == SegmentSpec.Form.KEY) {
            storeKey(value);
            return;
        }
        var storage = ColumnData.storage(output.value().type());
        switch (storage) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> {
                frame.load(value);
                code.arrayStore(SegmentWriter.kind(storage));
            }
            case TEXT -> {
                pushText(value);
                code.aastore();
            }
            case OBJECT -> {
                frame.load(value);
                code.aastore();
            }
            case WIDE -> {
                frame.load(value);
                code.loadConstant(Long.SIZE - 1).lshr().lastore();
                code.aload(into[next + 1]).iload(filled);
                frame.load(value);
                code.lastore();
            }
        }
    }

    /// Its bytes may be overwritten.
    private void pushText(Local value) {
        var missing = code.newLabel();
        var done = code.newLabel();
        if (value.nullable()) {
            code.iload(value.isNull()).ifne(missing);
        }
        frame.load(value);
        code.invokevirtual(UTF8, "copy", MethodTypeDesc.of(UTF8));
        if (value.nullable()) {
            code.goto_(done).labelBinding(missing).aconst_null().labelBinding(done);
        }
    }

    private void storeKey(Local value) {
        switch (value.carrier()) {
            case null -> throw new NullPointerException("a constant is missing");
            case BOOLEAN, INT -> {
                frame.load(value);
                code.i2l().lastore();
            }
            case LONG -> {
                frame.load(value);
                code.lastore();
            }
            case FLOAT -> {
                frame.load(value);
                code.f2d();
                bits();
            }
            case DOUBLE -> {
                frame.load(value);
                bits();
            }
            case WIDE, TEXT, OBJECT -> {
                expressions.objects().pushBoxed(value);
                code.aastore();
            }
        }
    }

    private void bits() {
        code.invokestatic(SegmentWriter.SEGMENT, "bits", MethodTypeDesc.of(CD_long, CD_double)).lastore();
    }

    @Override
    public void end() {
        // All is in the arrays.
    }

    @Override
    public void reload() {
        // Nothing is in locals.
    }
}
