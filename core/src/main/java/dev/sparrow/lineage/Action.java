/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.format.ElementSink;
import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.function.VoidFunction;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;

/// The action of a job on each partition of its dataset. The context merges the partial results in partition order.
public sealed interface Action extends Serializable {

    /// Partial result: `List<Object>` of all elements.
    record Collect() implements Action {}

    /// Partial result: `Long`.
    record Count() implements Action {}

    /// Partial result: `List<Object>` with the reduced element, or empty.
    record Reduce(Function2<Object, Object, Object> function) implements Action {}

    /// Partial result: the folded element. Each partition starts from a copy of `zero`.
    record Fold(Object zero, Function2<Object, Object, Object> sequence) implements Action {}

    /// Partial result: `List<Object>` of the first elements, at most `limit`.
    record Take(int limit) implements Action {}

    /// Partial result: `List<Object>` of the smallest elements in order, at most `limit`; of equal ones the first.
    record TakeOrdered(int limit, Comparator<Object> order) implements Action {}

    /// Partial result: null.
    record Foreach(VoidFunction<Object> function) implements Action {}

    /// Partial result: whatever `function` makes of the partition's elements.
    record EachPartition(Function<Iterator<Object>, Object> function) implements Action {}

    /// Writes the elements into a file of its own in an existing folder. Partial result: the name of the file; it
    /// belongs to the attempt that returned it.
    record Save(ElementSink<Object> sink, String folder) implements Action {}

    /// Writes the elements into a file of their own in an existing folder, to be read by [SourceData.Checkpoint].
    /// Partial result: the name of the file; it belongs to the attempt that returned it.
    record SaveCheckpoint(String folder) implements Action {}
}
