/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.sparrow.column.Utf8;
import dev.sparrow.compute.relation.segment.ColumnData.Storage;
import dev.sparrow.storage.columnar.Memory;
import dev.sparrow.storage.columnar.Window.TextColumn;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Writes how values are read from columns, whose arrays and addresses are locals.
final class ColumnReader {
    private static final ClassDesc COLUMN = SegmentWriter.COLUMN;
    private static final ClassDesc MEMORY = Frame.desc(Memory.class);
    private static final ClassDesc TEXTS = Frame.desc(TextColumn.class);

    private final Frame frame;
    private final CodeBuilder code;
    private final SegmentShape shape;
    private final int columns;
    private final int indexes;
    private final int at;
    private final Map<String, Integer> columnLocals = new HashMap<>();

    /// The rows of sides that are known at a place, by the side.
    private final Deque<Map<Integer, Integer>> rowScopes = new ArrayDeque<>();

    ColumnReader(Frame frame, SegmentShape shape, int columns, int indexes, int at) {
        this.frame = frame;
        this.code = frame.code();
        this.shape = shape;
        this.columns = columns;
        this.indexes = indexes;
        this.at = at;
    }

    /// From here on, rows that become known are so up to [#endScope] only.
    void beginScope() {
        rowScopes.push(new HashMap<>());
    }

    void endScope() {
        rowScopes.pop();
    }

    ColumnData.Layout layout(Expression.Input input) {
        return shape.layouts().get(input.column());
    }

    /// Whether each row has one of the column's side.
    boolean isAlwaysThere(Expression.Input input) {
        return shape.sides().get(input.column()).side() != SegmentShape.Side.OPTIONAL;
    }

    /// The row of a side, in a local.
    int row(int use) {
        var side = shape.sides().get(use);
        if (side.side() == SegmentShape.Side.DIRECT) {
            return at;
        }
        for (var scope : rowScopes) {
            var known = scope.get(side.number());
            if (known != null) {
                return known;
            }
        }
        var list =
                columnLocals.computeIfAbsent(
                        "index " + side.number(),
                        _ -> {
                            var array = frame.local(TypeKind.REFERENCE);
                            frame.before(() -> code.aload(indexes).loadConstant(use).aaload().astore(array));
                            return array;
                        });
        var row = frame.local(TypeKind.INT);
        code.aload(list).iload(at).iaload().istore(row);
        rowScopes.peek().put(side.number(), row);
        return row;
    }

    private int field(int use, String name, ClassDesc type) {
        return columnLocals.computeIfAbsent(
                name + " " + use,
                _ -> {
                    var kind = TypeKind.from(type);
                    var local = frame.local(kind);
                    frame.before(() -> {
                        code.aload(columns).loadConstant(use).aaload();
                        var declared = type.isArray() && !name.equals("valid") ? fieldType(name) : type;
                        code.getfield(COLUMN, name, declared);
                        if (!declared.equals(type)) {
                            code.checkcast(type);
                        }
                        code.storeLocal(kind, local);
                    });
                    return local;
                });
    }

    private static ClassDesc fieldType(String name) {
        return name.equals("values") || name.equals("low") ? CD_Object : CD_long;
    }

    Local read(Expression.Input input) {
        var use = input.column();
        var layout = shape.layouts().get(use);
        var side = shape.sides().get(use).side();
        var row = row(use);
        var carrier = Carrier.of(input.type());
        var result = frame.local(Frame.kind(carrier));
        var nullable = layout.nulls() || side == SegmentShape.Side.OPTIONAL;
        var missing = nullable ? frame.flag() : Local.NEVER;
        var end = code.newLabel();
        if (nullable) {
            code.iconst_1().istore(missing);
            frame.zero(carrier, result);
        }
        if (side == SegmentShape.Side.OPTIONAL) {
            code.iload(row).iflt(end);
        }
        var isObject = layout.storage() == Storage.TEXT || layout.storage() == Storage.OBJECT;
        if (layout.nulls() && !isObject) {
            validity(use, layout, row);
            code.ifeq(end);
        }
        readPresent(use, layout, row, result);
        if (nullable && isObject) {
            code.aload(result).ifnull(end);
        }
        if (nullable) {
            code.iconst_0().istore(missing);
            code.labelBinding(end);
        }
        return new Local(carrier, result, missing);
    }

    private void validity(int use, ColumnData.Layout layout, int row) {
        if (layout.inMemory()) {
            code.lload(field(use, "validAddress", CD_long)).iload(row);
            code.invokestatic(MEMORY, "booleanAt", MethodTypeDesc.of(CD_boolean, CD_long, CD_int));
        } else {
            code.aload(field(use, "valid", CD_boolean.arrayType())).iload(row).baload();
        }
    }

    private void readPresent(int use, ColumnData.Layout layout, int row, int result) {
        switch (layout.storage()) {
            case null -> throw new NullPointerException("a constant is missing");
            case TEXT -> {
                code.aload(field(use, "texts", TEXTS));
                code.iload(row);
                code.invokevirtual(TEXTS, "get", MethodTypeDesc.of(Frame.desc(Utf8.class), CD_int));
                code.astore(result);
            }
            case OBJECT -> {
                code.aload(field(use, "values", CD_Object.arrayType())).iload(row).aaload().astore(result);
            }
            case WIDE -> {
                frame.tooLong();
                readNumber(use, layout, "values", "address", row);
                readNumber(use, layout, "low", "lowAddress", row);
                code.invokestatic(SegmentWriter.SEGMENT, "narrow", MethodTypeDesc.of(CD_long, CD_long, CD_long))
                        .lstore(result);
            }
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> {
                readNumber(use, layout, "values", "address", row);
                code.storeLocal(SegmentWriter.kind(layout.storage()).asLoadable(), result);
            }
        }
    }

    private void readNumber(int use, ColumnData.Layout layout, String array, String address, int row) {
        var storage = layout.storage() == Storage.WIDE ? Storage.LONG : layout.storage();
        var kind = SegmentWriter.kind(storage);
        if (layout.inMemory()) {
            code.lload(field(use, address, CD_long)).iload(row);
            code.invokestatic(
                    MEMORY,
                    storage.name().toLowerCase(Locale.ROOT) + "At",
                    MethodTypeDesc.of(kind.upperBound(), CD_long, CD_int));
        } else {
            code.aload(field(use, array, SegmentWriter.arrayType(storage))).iload(row).arrayLoad(kind);
        }
    }

    /// Whether a text is like a pattern; the column is asked as a whole, see [ColumnData#isLike].
    Local like(Expression.Input text, Local pattern) {
        var use = text.column();
        var nullable = shape.layouts().get(use).nulls();
        var missing = nullable ? frame.flag() : Local.NEVER;
        var result = frame.local(TypeKind.INT);
        var end = code.newLabel();
        var texts = field(use, "texts", TEXTS);
        var row = row(use);
        if (nullable) {
            code.iconst_0().istore(result);
            code.aload(texts).iload(row);
            code.invokevirtual(TEXTS, "isMissing", MethodTypeDesc.of(CD_boolean, CD_int));
            code.dup().istore(missing).ifne(end);
        }
        code.aload(texts).iload(row);
        frame.load(pattern);
        code.invokestatic(COLUMN, "isLike", MethodTypeDesc.of(CD_boolean, TEXTS, CD_int, CD_Object)).istore(result);
        code.labelBinding(end);
        return new Local(Carrier.BOOLEAN, result, missing);
    }
}
