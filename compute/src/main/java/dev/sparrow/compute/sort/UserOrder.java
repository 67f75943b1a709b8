/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.sort;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.compute.table.RowBuffer;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A user's comparator: names its operation when it throws, notices a cancellation in the middle of a long sort, and
/// tells a comparator that contradicts itself.
public final class UserOrder implements Comparator<Object> {
    private static final int COMPARISONS_PER_CHECK = 4096;

    private final Comparator<Object> comparator;
    private final Label label;
    private final TaskEnvironment environment;

    /// Null if it is a comparator of the user's own.
    private final NaturalOrder natural;

    private int comparisons;

    public UserOrder(Comparator<Object> comparator, Label label, TaskEnvironment environment) {
        this.comparator = comparator;
        this.label = label;
        this.environment = environment;
        this.natural = NaturalOrder.of(comparator);
    }

    /// Null if it is a comparator of the user's own.
    NaturalOrder natural() {
        return natural;
    }

    @Override
    public int compare(Object left, Object right) {
        if (++comparisons == COMPARISONS_PER_CHECK) {
            comparisons = 0;
            environment.checkCancelled();
        }
        try {
            return comparator.compare(left, right);
        } catch (Throwable e) {
            throw UserFailure.of(label, left, right, e);
        }
    }

    /// What sorts keys without the comparator; null if that is the user's own. Since only classes of the JDK are
    /// compared, and one with itself, nothing of the user's is passed over.
    KeySort sort(RowBuffer keys) {
        return natural == null ? null : new KeySort(keys, natural, environment::checkCancelled);
    }

    /// The places of keys in their order, stably.
    int[] places(RowBuffer keys) {
        var sort = sort(keys);
        var known = sort == null ? null : sort.places();
        if (known != null) {
            return known;
        }
        var objects = new Object[keys.size()];
        Arrays.setAll(objects, keys::get);
        var places = new ArrayList<Integer>(objects.length);
        for (var i = 0; i < objects.length; i++) {
            places.add(i);
        }
        sort(places, (left, right) -> compare(objects[left], objects[right]));
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Sorts stably by `byThis`, which compares by this order.
    ///
    /// The JDK's sort notices a contradiction only where it happens to need it, so the result is looked at once more,
    /// neighbours and opposite ends: integers compared by subtraction, say, go round in a circle.
    <T> void sort(List<T> elements, Comparator<? super T> byThis) {
        environment.checkCancelled();
        try {
            elements.sort(byThis);
        } catch (IllegalArgumentException e) {
            // What the comparator throws is a UserFailure by now, so this is the sort itself: its runs do not fit.
            throw contradiction(e);
        }
        var last = elements.size() - 1;
        for (var i = 0; i < last; i++) {
            var element = elements.get(i);
            if (byThis.compare(element, elements.get(i + 1)) > 0
                    || (i < last - i && byThis.compare(element, elements.get(last - i)) > 0)) {
                throw contradiction(null);
            }
        }
    }

    private SparrowException contradiction(IllegalArgumentException cause) {
        return new SparrowException(
                ErrorCode.INCONSISTENT_COMPARATOR,
                label
                        + " cannot sort: its comparator contradicts itself (for example, it says both a < b and b < a)."
                        + " Make it a total order; compare numbers with Integer.compare and the like, not by"
                        + " subtraction.",
                cause);
    }
}
