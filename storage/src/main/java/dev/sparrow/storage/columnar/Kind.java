/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;

import java.util.ArrayList;
import java.util.List;

/// The columns of elements: a tree whose leaves are arrays.
///
/// A kind is found by looking at elements and never asked of the user. An element that it does not fit gets a wider
/// one, by [#widened].
///
/// Leaves are numbered from 0, parts in order, depth first. Nulls, dates, times and decimals are numbers in leaves of
/// their own in what is stored; between tasks of one process they are objects, which are there already.
public sealed interface Kind {

    /// One array.
    enum Leaf implements Kind {
        BOOLEAN(boolean.class, Boolean.class),
        BYTE(byte.class, Byte.class),
        SHORT(short.class, Short.class),
        CHAR(char.class, Character.class),
        INT(int.class, Integer.class),
        LONG(long.class, Long.class),
        FLOAT(float.class, Float.class),
        DOUBLE(double.class, Double.class),

        /// Anything, also null.
        OBJECT(Object.class, Object.class);

        private final Class<?> type;
        private final Class<?> box;

        Leaf(Class<?> type, Class<?> box) {
            this.type = type;
            this.box = box;
        }

        /// The type of the elements of its array.
        public Class<?> type() {
            return type;
        }

        /// What an element takes of an array: of an object, its reference.
        public int bytes() {
            return LeafArrays.width(this);
        }

        /// The class of elements; of primitives the box, which is never null.
        public Class<?> box() {
            return box;
        }
    }

    /// Records of one class, never null: the leaves of their components.
    record Struct(Class<?> type, List<Kind> parts) implements Kind {}

    /// Rows of a table, never null: the leaves of their columns.
    record Columns(List<Kind> parts) implements Kind {}

    /// Values of one class of the JDK, never null: the leaves of their numbers.
    record Value(ValueForm form) implements Kind {}

    /// Values or null: a leaf of what is true where there is a value, then the leaves of the values.
    ///
    /// @param values neither nullable nor an object leaf, which may be null anyway
    record Nullable(Kind values) implements Kind {}

    /// Nothing but null: no leaf.
    record Nulls() implements Kind {}

    /// How deep tuples and records are taken apart.
    int DEPTH_MAX = 4;

    /// How many arrays a kind may take, unless a single record has more components.
    int LEAVES_MAX = 256;

    /// The narrowest kind of an element that moves between tasks of one process: tuples are taken apart, other records
    /// are not, since their object is there already.
    static Kind of(Object element) {
        return KindFinder.MOVED.of(element);
    }

    /// The narrowest kind of an element that is stored as bytes: records are taken apart too.
    static Kind ofStored(Object element) {
        return KindFinder.STORED.of(element);
    }

    /// The narrowest kind that accepts what either accepts.
    static Kind common(Kind left, Kind right) {
        if (left.equals(right)) {
            return left;
        }
        if (left instanceof Struct(var type, var parts)
                && right instanceof Struct(var otherType, var otherParts)
                && type == otherType) {
            return new Struct(type, common(parts, otherParts));
        }
        if (left instanceof Columns(var columns)
                && right instanceof Columns(var others)
                && columns.size() == others.size()) {
            return new Columns(common(columns, others));
        }
        if (left instanceof Value(var form) && right instanceof Value(var other)) {
            var common = ValueForm.common(form, other);
            return common == null ? Leaf.OBJECT : new Value(common);
        }
        if (left.isNullable() || right.isNullable()) {
            return commonOrNull(left, right);
        }
        return Leaf.OBJECT;
    }

    private static List<Kind> common(List<Kind> left, List<Kind> right) {
        var common = new ArrayList<Kind>();
        for (var i = 0; i < left.size(); i++) {
            common.add(common(left.get(i), right.get(i)));
        }
        return List.copyOf(common);
    }

    private static Kind commonOrNull(Kind left, Kind right) {
        return switch (left) {
            case Nulls _ -> nullable(right);
            case Nullable(var values) -> right instanceof Nulls ? left : nullable(common(values, notNull(right)));
            case Leaf _, Struct _, Columns _, Value _ -> commonOrNull(right, left);
        };
    }

    /// The kind of the values that are not null.
    private static Kind notNull(Kind kind) {
        return kind instanceof Nullable(var values) ? values : kind;
    }

    /// The narrowest kind that accepts what this one does, and null.
    static Kind nullable(Kind kind) {
        return switch (kind) {
            case Leaf leaf -> leaf == Leaf.OBJECT ? leaf : new Nullable(leaf);
            case Struct _, Columns _, Value _ -> new Nullable(kind);
            case Nullable _, Nulls _ -> kind;
        };
    }

    private boolean isNullable() {
        return this instanceof Nullable || this instanceof Nulls;
    }

    /// The narrowest kind that accepts what this one does, and the element.
    default Kind widened(Object element) {
        return common(this, of(element));
    }

    /// How many arrays it takes.
    default int leaves() {
        return switch (this) {
            case Leaf _ -> 1;
            case Struct(_, var parts) -> leaves(parts);
            case Columns(var parts) -> leaves(parts);
            case Value(var form) -> form.leaves().size();
            case Nullable(var values) -> 1 + values.leaves();
            case Nulls _ -> 0;
        };
    }

    /// All leaves, in order.
    default List<Leaf> leafKinds() {
        return switch (this) {
            case Leaf leaf -> List.of(leaf);
            case Struct(_, var parts) -> leafKinds(parts);
            case Columns(var parts) -> leafKinds(parts);
            case Value(var form) -> form.leaves();
            case Nullable(var values) -> {
                var leaves = new ArrayList<>(List.of(Leaf.BOOLEAN));
                leaves.addAll(values.leafKinds());
                yield List.copyOf(leaves);
            }
            case Nulls _ -> List.of();
        };
    }

    private static int leaves(List<Kind> parts) {
        var leaves = 0;
        for (var part : parts) {
            leaves += part.leaves();
        }
        return leaves;
    }

    private static List<Leaf> leafKinds(List<Kind> parts) {
        var leaves = new ArrayList<Leaf>();
        for (var part : parts) {
            leaves.addAll(part.leafKinds());
        }
        return List.copyOf(leaves);
    }

    /// The kinds of the columns of tables. Unlike those of other elements they are known before any row is.
    final class TableKinds {
        private TableKinds() {}

        /// Of the rows of a table.
        public static Kind.Columns of(Schema schema) {
            var parts = new ArrayList<Kind>();
            for (var field : schema.fields()) {
                parts.add(of(field));
            }
            return new Kind.Columns(java.util.List.copyOf(parts));
        }

        public static Kind of(Field field) {
            var kind = of(field.type());
            return field.nullable() ? Kind.nullable(kind) : kind;
        }

        private static Kind of(ColumnType type) {
            return switch (type) {
                case Plain.BOOLEAN -> Kind.Leaf.BOOLEAN;
                case Plain.TINYINT -> Kind.Leaf.BYTE;
                case Plain.SMALLINT -> Kind.Leaf.SHORT;
                case Plain.INT -> Kind.Leaf.INT;
                case Plain.BIGINT -> Kind.Leaf.LONG;
                case Plain.FLOAT -> Kind.Leaf.FLOAT;
                case Plain.DOUBLE -> Kind.Leaf.DOUBLE;
                case Plain.DATE -> new Kind.Value(ValueForm.Plain.DATE);
                case Plain.TIME -> new Kind.Value(ValueForm.Plain.TIME);
                case Plain.TIMESTAMP -> new Kind.Value(ValueForm.Plain.DATE_TIME);
                case Plain.INSTANT -> new Kind.Value(ValueForm.Plain.INSTANT);
                case Plain.DURATION -> new Kind.Value(ValueForm.Plain.DURATION);
                case Decimal(var precision, var scale) ->
                        new Kind.Value(
                                precision <= ValueForm.LONG_DIGITS
                                        ? new ValueForm.Scaled(scale)
                                        : new ValueForm.LongScaled(scale));
                case Plain _, EnumOf _, ListOf _, StructOf _, MapOf _, Opaque _ -> Kind.Leaf.OBJECT;
            };
        }
    }
}
