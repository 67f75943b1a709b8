/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.column.Utf8;
import dev.sparrow.compute.relation.hash.GroupTable;
import dev.sparrow.compute.relation.hash.Keys;
import dev.sparrow.compute.relation.segment.Places;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.expression.Expression;

import java.util.Arrays;
import java.util.List;

/// Numbers keys that are texts with places in dictionaries: each combination of places is looked up once for a batch,
/// and then found by the places alone.
final class DictionaryKeys extends Places {
    private static final int COMBINATIONS_MAX = 1 << 14;

    private final int[] bases;
    private GroupTable table;
    private final Utf8[][] dictionaries;

    private DictionaryKeys(GroupTable table, int... bases) {
        super(bases.length);
        this.bases = bases;
        this.table = table;
        this.dictionaries = new Utf8[bases.length][];
    }

    /// For keys that are columns of text; null if one is not.
    static DictionaryKeys of(List<Expression> keys, Flow flow, GroupTable table) {
        var bases = new int[keys.size()];
        for (var part = 0; part < bases.length; part++) {
            if (!(keys.get(part) instanceof Expression.Input input)
                    || Carrier.of(input.type()) != Carrier.TEXT
                    || flow.optional().get(flow.bases().get(input.column()))) {
                return null;
            }
            bases[part] = input.column();
        }
        return bases.length == 0 ? null : new DictionaryKeys(table, bases);
    }

    /// Whether the keys of these rows have places, which are shown from now on.
    @SuppressWarnings("ReferenceEquality") // a batch has one dictionary
    boolean fits(Rows rows) {
        var combinations = 1L;
        var same = true;
        for (var part = 0; part < bases.length; part++) {
            var texts = rows.columns()[bases[part]].texts();
            if (texts == null || !texts.isDictionary()) {
                return false;
            }
            same &= dictionaries[part] == texts.dictionary();
            dictionaries[part] = texts.dictionary();
            combinations *= Math.max(1, dictionaries[part].length);
            show(part, texts.places(), dictionaries[part].length);
        }
        if (combinations > COMBINATIONS_MAX) {
            Arrays.fill(dictionaries, null);
            return false;
        }
        if (!same) {
            begin((int) combinations);
        }
        return true;
    }

    /// Groups are numbered anew, in another table.
    void clear(GroupTable next) {
        table = next;
        forget();
    }

    @Override
    protected int number(int combination) {
        var parts = new Object[bases.length];
        var rest = combination;
        for (var part = bases.length - 1; part >= 0; part--) {
            parts[part] = new Object[] {dictionaries[part][rest % dictionaries[part].length]};
            rest /= dictionaries[part].length;
        }
        return table.numberOne(new Keys(1, new boolean[parts.length][], parts), 0);
    }
}
