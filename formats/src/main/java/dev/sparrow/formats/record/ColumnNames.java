/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import java.util.HashSet;
import java.util.List;

/// The names of columns that stand side by side.
public final class ColumnNames {
    private ColumnNames() {}

    /// Refuses names of which the values could not be told apart in a map: all but one would be lost.
    ///
    /// @throws Unfit if a name is there twice
    public static void requireUnique(List<String> names) throws Unfit {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw new Unfit(
                        name,
                        "there are several columns of this name, and a row has one value by a name. Read the others by"
                                + " a record that does not name it, or rename one where the file is written.");
            }
        }
    }
}
