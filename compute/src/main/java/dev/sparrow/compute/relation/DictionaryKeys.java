/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Utf8;
import dev.sparrow.compute.relation.hash.GroupTable;
import dev.sparrow.compute.relation.hash.Keys;
import dev.sparrow.storage.columnar.Window.TextColumn;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Numbers keys that are texts with places in dictionaries: each combination of places is looked up once for a batch,
/// and then found by the places alone.
final class DictionaryKeys {
    private static final int COMBINATIONS_MAX = 1 << 16;

    private final int[] bases;
    private final int[] sides;
    private final TextColumn[] texts;
    private final Utf8[][] dictionaries;

    /// The group of each combination, [GroupTable#NONE] where it is not known yet.
    private int[] groups = new int[0];

    private DictionaryKeys(List<Integer> bases, List<Integer> sides) {
        this.bases = bases.stream().mapToInt(Integer::intValue).toArray();
        this.sides = sides.stream().mapToInt(Integer::intValue).toArray();
        this.texts = new TextColumn[this.bases.length];
        this.dictionaries = new Utf8[this.bases.length][];
    }

    /// For keys that are columns of text; null if one is not.
    static DictionaryKeys of(List<Expression> keys, Flow flow) {
        var bases = new ArrayList<Integer>();
        var sides = new ArrayList<Integer>();
        for (var key : keys) {
            if (!(key instanceof Expression.Input input) || Carrier.of(input.type()) != Carrier.TEXT) {
                return null;
            }
            var side = flow.bases().get(input.column());
            if (flow.optional().get(side)) {
                return null;
            }
            bases.add(input.column());
            sides.add(side);
        }
        return bases.isEmpty() ? null : new DictionaryKeys(bases, sides);
    }

    /// Whether the keys of these rows have places.
    @SuppressWarnings("ReferenceEquality") // a batch has one dictionary
    boolean fits(Rows rows) {
        var combinations = 1L;
        var same = true;
        for (var i = 0; i < bases.length; i++) {
            texts[i] = rows.columns()[bases[i]].texts;
            if (texts[i] == null || !texts[i].isDictionary()) {
                return false;
            }
            same &= dictionaries[i] == texts[i].dictionary();
            dictionaries[i] = texts[i].dictionary();
            combinations *= Math.max(1, dictionaries[i].length);
        }
        if (combinations > COMBINATIONS_MAX) {
            return false;
        }
        if (!same) {
            groups = new int[(int) combinations];
            Arrays.fill(groups, GroupTable.NONE);
        }
        return true;
    }

    /// The groups of some rows.
    void number(Rows rows, int[] numbers, int count, GroupTable table, int[] into) {
        if (bases.length == 2 && rows.indexes()[sides[0]] == null && rows.indexes()[sides[1]] == null) {
            numberTwo(numbers, count, table, into);
            return;
        }
        for (var i = 0; i < count; i++) {
            var code = 0;
            for (var part = 0; part < bases.length; part++) {
                var index = rows.indexes()[sides[part]];
                var row = index == null ? numbers[i] : index[numbers[i]];
                code = code * dictionaries[part].length + texts[part].place(row);
            }
            into[i] = groups[code] == GroupTable.NONE ? look(code, table) : groups[code];
        }
    }

    private void numberTwo(int[] numbers, int count, GroupTable table, int[] into) {
        var first = texts[0];
        var second = texts[1];
        var width = dictionaries[1].length;
        var known = groups;
        for (var i = 0; i < count; i++) {
            var code = first.place(numbers[i]) * width + second.place(numbers[i]);
            var group = known[code];
            into[i] = group == GroupTable.NONE ? look(code, table) : group;
        }
    }

    private int look(int code, GroupTable table) {
        var parts = new Object[bases.length];
        var rest = code;
        for (var part = bases.length - 1; part >= 0; part--) {
            parts[part] = new Object[] {dictionaries[part][rest % dictionaries[part].length]};
            rest /= dictionaries[part].length;
        }
        groups[code] = table.numberOne(new Keys(1, new boolean[parts.length][], parts), 0);
        return groups[code];
    }
}
