/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.hash;

import dev.sparrow.column.Utf8;

/// The keys of some rows: a column for each part, of longs or of objects, and which parts are missing.
///
/// @param count how many rows
/// @param valid for each part which rows have a value; null if all have
/// @param parts each a `long[]` or an `Object[]`
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Keys(int count, boolean[][] valid, Object... parts) {

    public boolean isNull(int part, int row) {
        return valid[part] != null && !valid[part][row];
    }

    public boolean hasNull(int row) {
        for (var part = 0; part < parts.length; part++) {
            if (isNull(part, row)) {
                return true;
            }
        }
        return false;
    }

    /// The same hash for equal keys in each process.
    public int hash(int row) {
        var hash = 0L;
        for (var part = 0; part < parts.length; part++) {
            hash = mixed(hash, isNull(part, row) ? 0x5bd1e995 : word(parts[part], row));
        }
        return (int) (hash ^ hash >>> Integer.SIZE);
    }

    private static long word(Object part, int row) {
        return switch (part) {
            case long[] longs -> longs[row];
            case Object[] objects ->
                    objects[row] instanceof Utf8 text
                            ? text.hash()
                            : java.util.Arrays.deepHashCode(new Object[] {objects[row]});
            default -> throw new IllegalStateException("No key");
        };
    }

    static long mixed(long hash, long word) {
        var mixed = (hash * 31 + word) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> Integer.SIZE;
    }
}
