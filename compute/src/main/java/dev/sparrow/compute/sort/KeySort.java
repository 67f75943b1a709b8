/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import dev.sparrow.compute.table.KeyForm;
import dev.sparrow.compute.table.RowBuffer;

import java.util.Arrays;
import java.util.Comparator;

/// Sorts keys in natural order, stably in both directions, if all are `Long`, or all `Integer`, all `Double` or all
/// `String`.
public final class KeySort {

    /// Fewer are sorted faster by comparing them.
    static final int KEYS_MIN = 256;

    private final RowBuffer keys;
    private final NaturalOrder order;
    private final Runnable checkpoint;

    /// Null if the keys have none.
    private final KeyForm form;

    /// @param checkpoint called now and then; it may throw to end the sort
    public KeySort(RowBuffer keys, NaturalOrder order, Runnable checkpoint) {
        this.keys = keys;
        this.order = order;
        this.checkpoint = checkpoint;
        this.form = KeyForm.ofAll(keys.kind());
    }

    /// The places of the keys in their order; null if the keys are not of one such class, or too few.
    @SuppressWarnings("ReturnsNullCollection")
    public int[] places() {
        if (keys.size() < KEYS_MIN) {
            return null;
        }
        if (form != null) {
            var sort = RadixSort.ofPlaces(bits(), checkpoint);
            sort.sort();
            return sort.places();
        }
        return keys.get(0) instanceof String ? placesOfStrings() : null;
    }

    /// Whether [#sorted] can sort the keys.
    public boolean hasForm() {
        return form != null;
    }

    /// The keys themselves in their order, to be read by [#copy].
    public long[] sorted() {
        var sort = RadixSort.ofKeys(bits(), checkpoint);
        sort.sort();
        return sort.keys();
    }

    /// Writes `count` sorted keys to the front of an array of their leaf.
    public void copy(long[] sorted, int from, int count, Object array) {
        var bits = new long[count];
        for (var i = 0; i < count; i++) {
            bits[i] = order.directed(sorted[from + i]);
        }
        form.copy(bits, 0, count, array);
    }

    private long[] bits() {
        var bits = new long[keys.size()];
        var room = new long[Math.min(bits.length, RowBuffer.CHUNK)];
        for (var chunk = 0; chunk < keys.chunks(); chunk++) {
            var window = keys.chunk(chunk);
            var ascending = form.bits(window.leaf(0), window.size(), room);
            var from = chunk * RowBuffer.CHUNK;
            for (var i = 0; i < window.size(); i++) {
                bits[from + i] = order.directed(ascending[i]);
            }
        }
        return bits;
    }

    private int[] placesOfStrings() {
        var strings = new String[keys.size()];
        for (var i = 0; i < strings.length; i++) {
            if (!(keys.get(i) instanceof String string)) {
                return null;
            }
            strings[i] = string;
        }
        checkpoint.run();
        var bits = new StringPrefixes(strings).all();
        for (var i = 0; i < bits.length; i++) {
            bits[i] = order.directed(bits[i]);
        }
        var sort = RadixSort.ofPlaces(bits, checkpoint);
        sort.sort();
        breakTies(sort.keys(), sort.places(), strings, order.ofStrings(), checkpoint);
        return sort.places();
    }

    /// Puts strings whose prefixes are equal in order.
    private static void breakTies(
            long[] bits, int[] places, String[] strings, Comparator<String> order, Runnable checkpoint) {
        var begin = 0;
        while (begin < bits.length) {
            var end = begin + 1;
            while (end < bits.length && bits[end] == bits[begin]) {
                end++;
            }
            if (end - begin > 1) {
                checkpoint.run();
                var tied = Arrays.stream(places, begin, end).boxed().toArray(Integer[]::new);
                Arrays.sort(tied, (left, right) -> order.compare(strings[left], strings[right]));
                for (var i = 0; i < tied.length; i++) {
                    places[begin + i] = tied[i];
                }
            }
            begin = end;
        }
    }
}
