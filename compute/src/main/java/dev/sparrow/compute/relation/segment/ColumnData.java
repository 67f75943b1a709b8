/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Utf8;
import dev.sparrow.storage.columnar.Memory;
import dev.sparrow.storage.columnar.Window.TextColumn;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.kernel.LikePattern;
import dev.sparrow.table.kernel.TextSearch;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/// The values of a column where a loop reads them: Java arrays, or addresses outside the heap. Shows other rows from
/// window to window.
public final class ColumnData {
    /// Null if no value is missing, or the bits are at an address. Loops read this and the fields below.
    boolean[] valid;

    long validAddress;

    /// An array of the [Storage]; null in memory, and for texts.
    Object values;

    /// The less significant halves of wide numbers.
    Object low;

    long address;
    long lowAddress;
    TextColumn texts;

    private final ColumnType type;
    private Layout layout;

    public ColumnData(ColumnType type) {
        this.type = type;
    }

    /// How a column is stored.
    public enum Storage {
        BOOLEAN,
        BYTE,
        SHORT,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        /// Two longs.
        WIDE,
        TEXT,
        OBJECT
    }

    /// What a loop is compiled for.
    ///
    /// @param inMemory whether numbers are at addresses
    /// @param nulls whether some may be missing; of texts and objects any may
    public record Layout(Storage storage, boolean inMemory, boolean nulls) {}

    public ColumnType type() {
        return type;
    }

    /// How what it shows is stored.
    public Layout layout() {
        return layout;
    }

    // ---- What it shows ----------------------------------------------------------------------------------------------

    /// Shows texts.
    ///
    /// @return where they are to be put
    public TextColumn showTexts(boolean nullable) {
        if (texts == null) {
            texts = new TextColumn();
        }
        layout = new Layout(Storage.TEXT, false, nullable);
        return texts;
    }

    public TextColumn texts() {
        return texts;
    }

    /// Shows Java objects of its type.
    public void showObjects(Object of, boolean nullable) {
        values = of;
        layout = new Layout(Storage.OBJECT, false, nullable);
    }

    /// Shows numbers in arrays.
    ///
    /// @param present null if no value is missing
    /// @param halves the less significant halves of wide numbers; null for others
    public void showArrays(boolean[] present, Object of, Object halves) {
        valid = present;
        values = of;
        low = halves;
        layout = new Layout(storage(type), false, present != null);
    }

    /// Shows numbers outside the heap.
    ///
    /// @param presentAddress 0 if no value is missing
    /// @param halvesAddress of the less significant halves of wide numbers; 0 for others
    public void showMemory(long presentAddress, long ofAddress, long halvesAddress) {
        validAddress = presentAddress;
        address = ofAddress;
        lowAddress = halvesAddress;
        layout = new Layout(storage(type), true, presentAddress != 0);
    }

    // ---- Values -----------------------------------------------------------------------------------------------------

    /// The value of a row in the form of [Carrier]; null if it is missing.
    public Object box(int row) {
        if (layout.nulls() && isMissing(row)) {
            return null;
        }
        return switch (layout.storage()) {
            case BOOLEAN -> layout.inMemory() ? Memory.booleanAt(address, row) : ((boolean[]) values)[row];
            case BYTE -> (int) (layout.inMemory() ? Memory.byteAt(address, row) : ((byte[]) values)[row]);
            case SHORT -> (int) (layout.inMemory() ? Memory.shortAt(address, row) : ((short[]) values)[row]);
            case INT -> layout.inMemory() ? Memory.intAt(address, row) : ((int[]) values)[row];
            case LONG -> layout.inMemory() ? Memory.longAt(address, row) : ((long[]) values)[row];
            case FLOAT -> layout.inMemory() ? Memory.floatAt(address, row) : ((float[]) values)[row];
            case DOUBLE -> layout.inMemory() ? Memory.doubleAt(address, row) : ((double[]) values)[row];
            case WIDE ->
                    layout.inMemory()
                            ? wide(Memory.longAt(address, row), Memory.longAt(lowAddress, row))
                            : wide(((long[]) values)[row], ((long[]) low)[row]);
            case TEXT -> texts.get(row);
            case OBJECT -> Carrier.of(((Object[]) values)[row], type);
        };
    }

    private boolean isMissing(int row) {
        return switch (layout.storage()) {
            case TEXT -> texts.get(row) == null;
            case OBJECT -> ((Object[]) values)[row] == null;
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, WIDE ->
                    layout.inMemory() ? !Memory.booleanAt(validAddress, row) : !valid[row];
        };
    }

    static BigInteger wide(long high, long low) {
        return high == low >> (Long.SIZE - 1)
                ? BigInteger.valueOf(low)
                : new BigInteger(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
    }

    /// The text of a row, for loops.
    public Utf8 text(int row) {
        return texts.get(row);
    }

    /// Whether the text of a row, which is not missing, is like a pattern. Most texts are not looked at by themselves:
    /// they lack a word that has to stand in them.
    public static boolean isLike(TextColumn texts, int row, Object pattern) {
        var like = (LikePattern) pattern;
        var word = like.word();
        return (word == null || texts.mayContain(row, word, TextSearch::mark)) && like.matches(texts.get(row));
    }

    /// How values of a type are stored.
    public static Storage storage(ColumnType type) {
        return switch (Carrier.of(type)) {
            case BOOLEAN -> Storage.BOOLEAN;
            case INT ->
                    type == ColumnType.Plain.TINYINT
                            ? Storage.BYTE
                            : type == ColumnType.Plain.SMALLINT ? Storage.SHORT : Storage.INT;
            case LONG -> Storage.LONG;
            case FLOAT -> Storage.FLOAT;
            case DOUBLE -> Storage.DOUBLE;
            case TEXT -> Storage.TEXT;
            case WIDE -> Storage.WIDE;
            case OBJECT -> Storage.OBJECT;
        };
    }
}
