/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import dev.sparrow.compute.table.KeyForm;
import dev.sparrow.value.Tuple2;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Sorts pairs by their keys in natural order, stably in both directions, if all keys are `Long`, or all `Integer`, all
/// `Double` or all `String`.
public final class KeySort {

    /// Fewer are sorted faster by comparing them.
    static final int PAIRS_MIN = 256;

    private KeySort() {}

    /// The places of the pairs in the order of their keys; null if the keys are not of one such class, or too few. The
    /// pairs stay as they are.
    ///
    /// @param checkpoint called now and then; it may throw to end the sort
    @SuppressWarnings("ReturnsNullCollection")
    public static int[] places(List<Tuple2<?, ?>> pairs, NaturalOrder order, Runnable checkpoint) {
        if (pairs.size() < PAIRS_MIN) {
            return null;
        }
        var first = pairs.getFirst()._1();
        var form = KeyForm.of(first);
        if (form != null) {
            return placesOfBits(pairs, form, order, checkpoint);
        }
        return first instanceof String ? placesOfStrings(pairs, order, checkpoint) : null;
    }

    private static int[] placesOfBits(List<Tuple2<?, ?>> pairs, KeyForm form, NaturalOrder order, Runnable checkpoint) {
        var bits = new long[pairs.size()];
        for (var i = 0; i < bits.length; i++) {
            var key = pairs.get(i)._1();
            if (!form.fits(key)) {
                return null;
            }
            bits[i] = order.directed(form.bits(key));
        }
        var sort = new RadixSort(bits, checkpoint);
        sort.sort();
        return sort.places();
    }

    private static int[] placesOfStrings(List<Tuple2<?, ?>> pairs, NaturalOrder order, Runnable checkpoint) {
        var strings = new String[pairs.size()];
        for (var i = 0; i < strings.length; i++) {
            if (!(pairs.get(i)._1() instanceof String string)) {
                return null;
            }
            strings[i] = string;
        }
        checkpoint.run();
        var bits = new StringPrefixes(strings).all();
        for (var i = 0; i < bits.length; i++) {
            bits[i] = order.directed(bits[i]);
        }
        var sort = new RadixSort(bits, checkpoint);
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
