/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import java.util.ArrayList;
import java.util.List;

/// The columns of elements: a tree whose leaves are arrays.
///
/// A kind is found by looking at elements and never asked of the user. An element that it does not fit gets a wider
/// one, by [#widened].
///
/// Leaves are numbered from 0, parts in order, depth first.
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
            var common = new ArrayList<Kind>();
            for (var i = 0; i < parts.size(); i++) {
                common.add(common(parts.get(i), otherParts.get(i)));
            }
            return new Struct(type, List.copyOf(common));
        }
        return Leaf.OBJECT;
    }

    /// The narrowest kind that accepts what this one does, and the element.
    default Kind widened(Object element) {
        return common(this, of(element));
    }

    /// How many arrays it takes.
    default int leaves() {
        return switch (this) {
            case Leaf _ -> 1;
            case Struct struct -> {
                var leaves = 0;
                for (var part : struct.parts) {
                    leaves += part.leaves();
                }
                yield leaves;
            }
        };
    }

    /// All leaves, in order.
    default List<Leaf> leafKinds() {
        return switch (this) {
            case Leaf leaf -> List.of(leaf);
            case Struct struct -> {
                var leaves = new ArrayList<Leaf>();
                for (var part : struct.parts) {
                    leaves.addAll(part.leafKinds());
                }
                yield List.copyOf(leaves);
            }
        };
    }
}
