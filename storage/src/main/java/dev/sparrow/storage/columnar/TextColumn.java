/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import dev.sparrow.column.Utf8;

import java.util.Arrays;

/// The texts of one leaf in the rows of a window, as bytes: for loops that need no strings. Filled again for each
/// window; what outlives it is copied.
///
/// Bytes of the rows stand in one array, or each row has its place in a dictionary, or the texts are objects already.
public final class TextColumn {
    private static final Utf8[] NONE = new Utf8[0];

    private byte[] bytes = new byte[0];
    private int[] offsets = new int[Window.ROWS + 1];
    private boolean[] valid = new boolean[0];
    private boolean hasNulls;
    private byte[] places = new byte[0];
    private Utf8[] texts = NONE;
    private Mode mode = Mode.OBJECTS;

    /// The column whose dictionary this has; null if none.
    private Column dictionary;

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

    /// Whether texts have places in a dictionary, and none is missing.
    public boolean isDictionary() {
        return mode == Mode.PLACES && !hasNulls;
    }

    /// How many texts the dictionary has.
    public int dictionarySize() {
        return texts.length;
    }

    /// The place of a row's text in the dictionary.
    public int place(int row) {
        return places[row] & 0xff;
    }

    /// The text at a place of the dictionary.
    public Utf8 atPlace(int place) {
        return texts[place];
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

    private void showBytes(Column.Primitives ends, Column.Primitives content, int from, int count) {
        mode = Mode.BYTES;
        if (offsets.length <= count) {
            offsets = new int[count + 1];
        }
        ends.read(from, count + 1, offsets);
        var start = offsets[0];
        var length = offsets[count] - start;
        if (bytes.length < length) {
            bytes = new byte[length + length / 2 + Long.BYTES]; // longer than any text in it, see Utf8.copy
        }
        content.read(start, length, bytes);
        for (var row = 0; row <= count; row++) {
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
