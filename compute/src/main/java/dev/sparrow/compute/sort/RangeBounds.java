/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import dev.sparrow.compute.SurveyAnswer;
import dev.sparrow.compute.table.KeyForm;
import dev.sparrow.storage.columnar.Window;
import dev.sparrow.value.Lists;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The bounds between the partitions of a sort: partition `i` holds the keys above bound `i - 1`, up to and including
/// bound `i`. Equal keys are in one partition, so there are fewer bounds than asked for if many keys are equal.
public final class RangeBounds {

    /// A single partition needs no survey and has no bounds.
    public static final RangeBounds NONE = new RangeBounds(List.of(), null);

    private final List<Object> bounds;

    /// Null if the order is a comparator of the user's own.
    private final NaturalOrder natural;

    /// Of all bounds; null if there is no bound, or no such form, or no natural order.
    private final KeyForm form;

    /// The bounds as bits of this form, directed, ascending.
    private final long[] bits;

    private RangeBounds(List<Object> bounds, NaturalOrder natural) {
        this.bounds = bounds;
        this.natural = natural;
        this.form = natural == null || bounds.isEmpty() ? null : formOfAll(bounds);
        this.bits =
                form == null
                        ? new long[0]
                        : bounds.stream().mapToLong(bound -> natural.directed(form.bits(bound))).toArray();
    }

    private static KeyForm formOfAll(List<Object> bounds) {
        var form = KeyForm.of(bounds.getFirst());
        return form != null && bounds.stream().allMatch(form::fits) ? form : null;
    }

    /// A sampled key, and how many keys of its partition it stands for.
    private record Weighted(Object key, double weight) {}

    public static RangeBounds of(SurveyAnswer samples, int partitions, UserOrder order) {
        return samples.digest(RangeBounds.class, partials -> digested(partials, partitions, order));
    }

    private static RangeBounds digested(List<Object> partials, int partitions, UserOrder order) {
        var bounds =
                !partials.isEmpty() && partials.getFirst() instanceof KeyBounds(var chosen)
                        ? chosen
                        : choose(Lists.map(partials, KeySample.class::cast), partitions, order);
        return new RangeBounds(bounds, order.natural());
    }

    /// The bounds for so many partitions, ascending.
    static List<Object> choose(List<KeySample> samples, int partitions, UserOrder order) {
        var candidates = new ArrayList<Weighted>();
        for (var sample : samples) {
            var weight = (double) sample.count() / sample.keys().size();
            sample.keys().forEach(key -> candidates.add(new Weighted(key, weight)));
        }
        order.sort(candidates, (left, right) -> order.compare(left.key(), right.key()));
        return quantiles(candidates, partitions, order);
    }

    /// The keys at which a new partition's share of the whole weight is complete.
    private static List<Object> quantiles(List<Weighted> candidates, int partitions, Comparator<Object> order) {
        var share = candidates.stream().mapToDouble(Weighted::weight).sum() / partitions;
        var bounds = new ArrayList<Object>();
        var passed = 0.0;
        var wanted = share;
        for (var candidate : candidates) {
            passed += candidate.weight();
            if (passed < wanted || bounds.size() == partitions - 1) {
                continue;
            }
            if (bounds.isEmpty() || order.compare(bounds.getLast(), candidate.key()) < 0) {
                bounds.add(candidate.key());
                wanted += share;
            }
        }
        return bounds;
    }

    /// The partition of a key: the number of bounds below it, by binary search.
    ///
    /// @param order the one by which the bounds were chosen
    public int partition(Object key, Comparator<Object> order) {
        return form != null && form.fits(key)
                ? partitionOfBits(natural.directed(form.bits(key)))
                : partitionByComparing(key, order);
    }

    /// The partition of each key of a window.
    public void partitions(Window keys, Comparator<Object> order, int[] into) {
        if (form == null || form.leaf() != keys.kind()) {
            for (var row = 0; row < keys.size(); row++) {
                into[row] = partition(keys.get(row), order);
            }
            return;
        }
        var memory = form.bits(keys.leaf(0), keys.size(), new long[keys.size()]);
        for (var row = 0; row < keys.size(); row++) {
            into[row] = partitionOfBits(natural.directed(memory[row]));
        }
    }

    private int partitionOfBits(long key) {
        var from = 0;
        var to = bits.length;
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (bits[middle] < key) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int partitionByComparing(Object key, Comparator<Object> order) {
        var from = 0;
        var to = bounds.size();
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (order.compare(bounds.get(middle), key) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
