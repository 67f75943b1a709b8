/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Schema;
import dev.sparrow.column.Utf8;
import dev.sparrow.storage.columnar.Window;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/// Rows of the right table of a lookup as they travel: the arrays of all leaves.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RightRows(int count, Object[] leaves) implements Serializable {

    /// Gathers the rows of windows.
    public static final class Gatherer {
        private final List<Vector> vectors = new ArrayList<>();
        private int count;

        public Gatherer(Schema schema) {
            for (var field : schema.fields()) {
                vectors.add(new Vector(field.type(), field.nullable(), Window.ROWS));
            }
        }

        /// About what the rows take in the heap.
        public long bytes() {
            return vectors.stream().mapToLong(vector -> vector.bytesPerRow() * count).sum();
        }

        /// Takes the rows of a window of the kind of the table.
        public void add(Window window) {
            var leaf = 0;
            for (var vector : vectors) {
                vector.reserve(count + window.size());
                for (var into : vector.leaves()) {
                    var from = window.leaf(leaf++);
                    if (from instanceof Object[] objects && vector.type() == dev.sparrow.column.ColumnType.Plain.TEXT) {
                        texts(objects, window.size(), (Object[]) into);
                    } else {
                        System.arraycopy(from, 0, into, count, window.size());
                    }
                }
            }
            count += window.size();
        }

        private void texts(Object[] from, int size, Object... into) {
            for (var row = 0; row < size; row++) {
                into[count + row] = from[row] instanceof String text ? Utf8.of(text) : from[row];
            }
        }

        public RightRows rows() {
            var leaves = new ArrayList<Object>();
            for (var vector : vectors) {
                for (var array : vector.leaves()) {
                    var exact = Array.newInstance(array.getClass().componentType(), count);
                    System.arraycopy(array, 0, exact, 0, count);
                    leaves.add(exact);
                }
            }
            return new RightRows(count, leaves.toArray());
        }
    }
}
