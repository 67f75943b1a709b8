/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.column.Utf8;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/// A few elements as Java arrays, one for each leaf of their kind: what loops compute with.
///
/// Arrow memory is written by appending a window, and read by a window that shows some rows of it: an array is filled
/// with them when it is asked for first. Loops can read the numbers where they are instead, at [#address]. Whatever is
/// given a window uses it until it returns: the window is filled again.
public final class Window {

    /// Few enough that the arrays of an element stay in the first cache.
    public static final int ROWS = 1_024;

    /// The mark in place of a value that can change and is not easily copied.
    public static final Object NOT_TAKEN = ValueCopies.NOT;

    private final Kind kind;
    private final Object[] leaves;
    private final int capacity;

    /// The leaves of arrays that are made when they are asked for; null if there are all.
    private final Kind.Leaf[] lazy;

    private int size;

    /// The leaves whose arrays of primitives may be filled again.
    private final BitSet reused = new BitSet();

    /// The columns of the batch that this shows; null at leaves whose array has been filled, and as a whole if there is
    /// no batch.
    private Column[] unread;

    private Batch batch;

    /// The first row of the batch that this shows.
    private int from;

    public Window(Kind kind) {
        this(kind, ROWS);
    }

    /// @param capacity in rows
    public Window(Kind kind, int capacity) {
        this(kind, LeafArrays.create(kind.leafKinds().toArray(Kind.Leaf[]::new), capacity));
    }

    private Window(Kind kind, Object[] leaves) {
        this(kind, leaves, 0, null);
    }

    private Window(Kind kind, Object[] leaves, int capacity, Kind.Leaf[] lazy) {
        this.kind = kind;
        this.leaves = leaves;
        this.capacity = capacity;
        this.lazy = lazy;
    }

    /// A window to show rows of batches, which makes an array when it is asked for first.
    public static Window shown(Kind kind, int capacity) {
        var leaves = kind.leafKinds().toArray(Kind.Leaf[]::new);
        return new Window(kind, new Object[leaves.length], capacity, leaves);
    }

    /// Rows over arrays that others have, one for each leaf: good as long as what is filled in there now.
    public static Window over(Kind kind, List<Object> arrays, int rows) {
        var window = new Window(kind, arrays.toArray());
        window.size = rows;
        return window;
    }

    /// Shows some rows of a batch, as long as that is open.
    void show(Batch shown, Column[] columns, int first, int count) {
        batch = shown;
        if (unread == null || unread.length != columns.length) {
            unread = new Column[columns.length];
        }
        System.arraycopy(columns, 0, unread, 0, columns.length);
        from = first;
        size = count;
    }

    /// Shows no batch any more: the arrays are filled from outside.
    void hide() {
        batch = null;
        unread = null;
        reused.clear();
    }

    /// Whether primitives can be read at addresses.
    public boolean isInMemory() {
        return batch != null && batch.isInMemory() && (from & 7) == 0;
    }

    /// The leaves of [Kind.Nullable] of which a loop need not ask: every row has a value there. There may be more.
    public Set<Integer> alwaysValid() {
        return batch == null ? Set.of() : batch.alwaysValid();
    }

    /// Where the first row of a leaf of primitives is, if this [#isInMemory]. The others follow it.
    public long address(int leaf) {
        return batch.address(leaf, from);
    }

    /// The arrays of some leaves.
    private Object[] filled(int first, int count) {
        var filled = new Object[count];
        Arrays.setAll(filled, leaf -> leaf(first + leaf));
        return filled;
    }

    /// Fills all arrays with what this shows, for callers that hold them already.
    public void fill() {
        for (var leaf = 0; unread != null && leaf < leaves.length; leaf++) {
            leaf(leaf);
        }
    }

    /// The arrays of all leaves.
    private Object[] filled() {
        fill();
        return leaves;
    }

    /// The arrays of all leaves.
    public List<Object> arrays() {
        return List.of(filled());
    }

    /// One part of the structs in it, over the same arrays: good as long as the rows that are filled now.
    public Window part(int part) {
        var parts = ((Kind.Struct) kind).parts();
        var first = 0;
        for (var before = 0; before < part; before++) {
            first += parts.get(before).leaves();
        }
        var window = new Window(parts.get(part), filled(first, parts.get(part).leaves()));
        window.size = size;
        return window;
    }

    /// The rows that are filled, in arrays of their own.
    public Window copy() {
        var copy = new Window(kind, size);
        copy.size = size;
        for (var leaf = 0; leaf < leaves.length; leaf++) {
            System.arraycopy(leaf(leaf), 0, copy.leaves[leaf], 0, size);
        }
        return copy;
    }

    public Kind kind() {
        return kind;
    }

    /// How many rows are filled.
    public int size() {
        return size;
    }

    /// Sets the number of rows that were filled from outside.
    public void size(int rows) {
        size = rows;
    }

    /// The array of a leaf: of primitives, or `Object[]`.
    public Object leaf(int leaf) {
        reused.clear(leaf);
        if (isUnread(leaf)) {
            make(leaf);
            batch.ensureOpen();
            unread[leaf].read(from, size, leaves[leaf]);
            unread[leaf] = null;
        }
        return leaves[leaf];
    }

    /// As [#leaf], but the caller must not retain objects from the array: when the window shows other rows, arrays of
    /// primitives are overwritten in place of being allocated anew.
    public Object reusedLeaf(int leaf) {
        if (isUnread(leaf)) {
            batch.ensureOpen();
            make(leaf);
            if (reused.get(leaf)) {
                unread[leaf].readAgain(from, size, leaves[leaf]);
            } else {
                unread[leaf].read(from, size, leaves[leaf]);
            }
            unread[leaf] = null;
            reused.set(leaf);
        }
        return leaves[leaf];
    }

    private void make(int leaf) {
        if (leaves[leaf] == null) {
            leaves[leaf] = Array.newInstance(lazy[leaf].type(), capacity);
        }
    }

    /// The texts of a leaf of objects as bytes, without strings where it shows a batch that has bytes.
    ///
    /// @param into filled, and good until this shows other rows
    public void texts(int leaf, TextColumn into) {
        if (isUnread(leaf)) {
            batch.ensureOpen();
            if (into.show(unread[leaf], from, size)) {
                return;
            }
        }
        into.show(objects(leaf), size);
    }

    private boolean isUnread(int leaf) {
        return unread != null && unread[leaf] != null;
    }

    public long[] longs(int leaf) {
        return (long[]) leaf(leaf);
    }

    public int[] ints(int leaf) {
        return (int[]) leaf(leaf);
    }

    public double[] doubles(int leaf) {
        return (double[]) leaf(leaf);
    }

    public Object[] objects(int leaf) {
        return (Object[]) leaf(leaf);
    }

    /// Fills a row with an element.
    ///
    /// @return false if it is not of this kind; the row is undefined then
    public boolean set(int row, Object element) {
        return Rows.set(kind, leaves, 0, row, element) >= 0;
    }

    /// Fills a row with an element as it is at this moment: its program may use the object again before the window is
    /// read.
    ///
    /// @return false if it is of another kind, or holds an object that can change and is not easily copied
    @SuppressWarnings("ReferenceEquality") // a mark that is no value
    public boolean take(int row, Object element) {
        if (!set(row, element)) {
            return false;
        }
        for (var array : leaves) {
            if (array instanceof Object[] objects) {
                objects[row] = taken(objects[row]);
                if (objects[row] == NOT_TAKEN) {
                    return false;
                }
            }
        }
        return true;
    }

    /// What an object leaf holds of a value, or [#NOT_TAKEN].
    public static Object taken(Object value) {
        return value instanceof String ? value : ValueCopies.of(value);
    }

    /// The element of a row; a new object, unless the kind is an object leaf.
    public Object get(int row) {
        return Rows.get(kind, filled(), 0, row);
    }

    /// The texts of one leaf in the rows of a window, as bytes: for loops that need no strings. Filled again for each
    /// window; what outlives it is copied.
    ///
    /// Bytes of the rows stand in one array, or each row has its place in a dictionary, or the texts are objects
    /// already.
    public static final class TextColumn {
        private static final Utf8[] NONE = new Utf8[0];
        private static final int WORDS_MAX = 4;

        private byte[] bytes = new byte[0];
        private int[] offsets = new int[Window.ROWS + 1];
        private boolean[] valid = new boolean[0];
        private boolean hasNulls;
        private byte[] places = new byte[0];
        private Utf8[] texts = NONE;
        private Mode mode = Mode.OBJECTS;
        private int count;

        /// The column whose dictionary this has; null if none.
        private Column dictionary;

        /// Words that were looked for in all rows, and in which of them they stand.
        private final List<Utf8> words = new ArrayList<>();

        private final List<long[]> found = new ArrayList<>();

        private enum Mode {
            BYTES,
            PLACES,
            OBJECTS
        }

        /// The text of a row of the window; null if it is missing.
        public Utf8 get(int row) {
            if (mode == Mode.OBJECTS) {
                return texts[row];
            }
            if (hasNulls && !valid[row]) {
                return null;
            }
            if (mode == Mode.PLACES) {
                return texts[places[row] & 0xff];
            }
            var from = offsets[row];
            return new Utf8(bytes, from, offsets[row + 1] - from);
        }

        public boolean isMissing(int row) {
            return mode == Mode.OBJECTS ? texts[row] == null : hasNulls && !valid[row];
        }

        /// Whether a word may stand in the text of a row: false if it surely does not. Asked of one row, it is looked
        /// for in all.
        ///
        /// @param word the same object for all rows
        /// @param search looks for it
        @SuppressWarnings("ReferenceEquality") // a constant of a loop
        public boolean mayContain(int row, Utf8 word, WordSearch search) {
            if (mode != Mode.BYTES) {
                return true;
            }
            for (var i = 0; i < words.size(); i++) {
                if (words.get(i) == word) {
                    return (found.get(i)[row >> 6] >> row & 1) != 0;
                }
            }
            if (words.size() == WORDS_MAX) {
                return true;
            }
            var rows = new long[(count >> 6) + 1];
            search.mark(bytes, offsets, count, word, rows);
            words.add(word);
            found.add(rows);
            return (rows[row >> 6] >> row & 1) != 0;
        }

        /// Marks the rows in whose texts a word stands.
        public interface WordSearch {
            /// Marks the rows of texts that stand one after the other.
            ///
            /// @param ends where texts begin and end: that of `row` is from `ends[row]` to `ends[row + 1]`
            /// @param into a bit for each row
            void mark(byte[] bytes, int[] ends, int rows, Utf8 word, long... into);
        }

        /// Whether texts have places in a dictionary, and none is missing.
        public boolean isDictionary() {
            return mode == Mode.PLACES && !hasNulls;
        }

        /// The places of all rows in the dictionary, without a sign; filled again for each window.
        @SuppressWarnings("PMD.MethodReturnsInternalArray")
        public byte[] places() {
            return places;
        }

        /// The dictionary, which is the same object for all windows of a batch.
        @SuppressWarnings("PMD.MethodReturnsInternalArray")
        public Utf8[] dictionary() {
            return texts;
        }

        /// Objects that are texts or strings, or null.
        public void show(Object[] values, int count) {
            mode = Mode.OBJECTS;
            dictionary = null;
            if (texts.length < count) {
                texts = new Utf8[Math.max(count, Window.ROWS)];
            }
            for (var row = 0; row < count; row++) {
                texts[row] = text(values[row]);
            }
        }

        private static Utf8 text(Object value) {
            return switch (value) {
                case null -> null;
                case Utf8 text -> text;
                case Enum<?> constant -> Utf8.of(constant.name());
                default -> Utf8.of(value.toString());
            };
        }

        /// Some rows of a column of texts, if it is one whose bytes can be had.
        ///
        /// @return whether it is
        boolean show(Column column, int from, int count) {
            if (column instanceof Column.Nullable(var present, var values)) {
                if (valid.length < count) {
                    valid = new boolean[Math.max(count, Window.ROWS)];
                }
                present.read(from, count, valid);
                hasNulls = !all(count);
                return showPresent(values, from, count);
            }
            hasNulls = false;
            return showPresent(column, from, count);
        }

        private boolean all(int count) {
            for (var row = 0; row < count; row++) {
                if (!valid[row]) {
                    return false;
                }
            }
            return true;
        }

        private boolean showPresent(Column column, int from, int count) {
            return switch (column) {
                case VariableColumns.Texts(var ends, var content) -> {
                    showBytes(ends, content, from, count);
                    yield true;
                }
                case VariableColumns.Dictionary few -> {
                    showPlaces(few, from, count);
                    yield true;
                }
                default -> false;
            };
        }

        private void showBytes(Column.Primitives ends, Column.Primitives content, int from, int rows) {
            mode = Mode.BYTES;
            count = rows;
            words.clear();
            found.clear();
            if (offsets.length <= rows) {
                offsets = new int[rows + 1];
            }
            ends.read(from, rows + 1, offsets);
            var start = offsets[0];
            var length = offsets[rows] - start;
            if (bytes.length < length) {
                bytes = new byte[length + length / 2 + Long.BYTES]; // longer than any text in it, see Utf8.copy
            }
            content.read(start, length, bytes);
            for (var row = 0; row <= rows; row++) {
                offsets[row] -= start;
            }
        }

        @SuppressWarnings("ReferenceEquality") // the same column has the same dictionary
        private void showPlaces(VariableColumns.Dictionary few, int from, int count) {
            if (dictionary != few) {
                var strings = new Object[few.size()];
                few.texts().read(0, strings.length, strings);
                texts = Arrays.stream(strings).map(TextColumn::text).toArray(Utf8[]::new);
                dictionary = few;
            }
            mode = Mode.PLACES;
            if (places.length < count) {
                places = new byte[Math.max(count, Window.ROWS)];
            }
            few.places().read(from, count, places);
        }
    }
}
