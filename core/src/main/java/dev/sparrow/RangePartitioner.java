/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.function.SerializableComparator;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.operator.Erased;
import dev.sparrow.operator.KeyBounds;
import dev.sparrow.operator.OperatorCall;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.Partitioner;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// Partitions by ranges of keys of about equal size, in order: all keys of a partition come before those of the next.
///
/// Unlike a sort, which is lazy, it knows its bounds from the start: making one runs a job that takes a sample of the
/// keys. There are fewer partitions than asked for if many keys are equal. Datasets that were placed by the same one
/// join without moving, and [PairRdd#filterByRange] computes only the partitions that it needs.
///
/// @param <K> the type of the keys
public final class RangePartitioner<K> extends Partitioner implements CallSite.Transparent {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // checked when it was given
    private final Comparator<Object> order;

    private final boolean ascending;

    /// The last key of each partition but the last one.
    @SuppressWarnings("serial") // a list that is
    private final List<Object> bounds;

    /// Ascending by the natural order of the keys.
    public RangePartitioner(int partitions, PairRdd<K, ?> pairs) {
        this(partitions, pairs, true);
    }

    /// By the natural order of the keys, which must be `Comparable` and not null.
    public RangePartitioner(int partitions, PairRdd<K, ?> pairs, boolean ascending) {
        this(pairs.call("RangePartitioner"), partitions, pairs.lineage(), ascending, Comparator.naturalOrder());
    }

    /// By an order of your own.
    ///
    /// @param partitions how many are wished
    /// @param pairs whose keys are sampled
    public RangePartitioner(
            int partitions, PairRdd<K, ?> pairs, boolean ascending, SerializableComparator<? super K> order) {
        this(pairs.call("RangePartitioner"), partitions, pairs.lineage(), ascending, order);
    }

    /// As [#RangePartitioner(int, PairRdd, boolean, SerializableComparator)], by a comparator that can travel, though
    /// its type does not say so.
    public RangePartitioner(int partitions, PairRdd<K, ?> pairs, boolean ascending, Comparator<? super K> order) {
        this(pairs.call("RangePartitioner"), partitions, pairs.lineage(), ascending, order);
    }

    private RangePartitioner(OperatorCall call, int partitions, Lineage pairs, boolean ascending, Comparator<?> order) {
        call.requirePartitions(partitions);
        this.order = Erased.comparator(call.check(order));
        this.ascending = ascending;
        this.bounds = KeyBounds.of(call, pairs, partitions, directed());
    }

    private Comparator<Object> directed() {
        return ascending ? order : Collections.reverseOrder(order);
    }

    @Override
    public int numPartitions() {
        return bounds.size() + 1;
    }

    @Override
    public int getPartition(Object key) {
        var directed = directed();
        var from = 0;
        var to = bounds.size();
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (directed.compare(bounds.get(middle), key) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    public boolean isOrderedBy(Comparator<?> comparator) {
        return order.equals(comparator);
    }

    /// Two are equal if they were made of the same bounds by the same order; a comparator of your own is the same only
    /// if it is equal, as one object is to itself.
    @Override
    public boolean equals(Object other) {
        return other instanceof RangePartitioner<?> that
                && that.ascending == ascending
                && that.order.equals(order)
                && that.bounds.equals(bounds);
    }

    @Override
    public int hashCode() {
        return bounds.hashCode();
    }

    @Override
    public String toString() {
        return "range(" + numPartitions() + ")";
    }
}
