/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import java.util.Arrays;

/// The groups of rows by the places that the texts of their keys have in dictionaries. Each combination of places has a
/// number, in which the place in the first dictionary counts most.
public abstract class Places {
    /// No group is known of a combination.
    public static final int UNKNOWN = -1;

    /// The group of each combination. Loops read this and the fields below.
    int[] groups = new int[0];

    /// The places of the rows' texts, for each part of the key.
    byte[][] places;

    /// How many texts the dictionaries have.
    int[] widths;

    /// @param parts of the key
    protected Places(int parts) {
        places = new byte[parts][];
        widths = new int[parts];
    }

    /// Shows the places of other rows in the same dictionaries.
    protected final void show(int part, byte[] of, int width) {
        places[part] = of;
        widths[part] = width;
    }

    /// Begins anew with other dictionaries.
    protected final void begin(int combinations) {
        groups = new int[combinations];
        forget();
    }

    /// Knows no groups any more.
    protected final void forget() {
        Arrays.fill(groups, UNKNOWN);
    }

    /// How many combinations there are, which is how many groups may be found at most.
    public final int combinations() {
        return groups.length;
    }

    /// The group of a combination that none is known of.
    protected abstract int number(int combination);

    /// The same, for loops, which will know it from now on.
    public final int look(int combination) {
        groups[combination] = number(combination);
        return groups[combination];
    }

    /// The group of a row.
    ///
    /// @param rows for each part of the key
    final int group(int... rows) {
        var combination = 0;
        for (var part = 0; part < rows.length; part++) {
            combination = combination * widths[part] + (places[part][rows[part]] & 0xff);
        }
        return groups[combination] == UNKNOWN ? look(combination) : groups[combination];
    }
}
