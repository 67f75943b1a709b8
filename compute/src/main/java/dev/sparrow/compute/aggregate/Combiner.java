/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.aggregate;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.SlotFold;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Label;

/// Makes one value of the values of each key; keys stay in the order of their first occurrence. A key may be null.
///
/// An exchange that combines before it moves ([Aggregation#mapSide]) writes what [#ofValues] makes, so [#ofMoved]
/// merges these; one that does not writes the values themselves, and [#ofMoved] does all the work. Both choose by the
/// same flag.
///
/// Where memory is refused, rows go to disk, see [FoldTable] and [KeyRounds]. Also before they move: to give out what
/// there is and begin anew would cost less, but a key's values would be combined otherwise than with more memory, and a
/// zero met twice.
public abstract sealed class Combiner extends PairSink permits FoldCombiner, GroupCombiner {
    private static final Function2<Object, Object, Object> FIRST = (first, _) -> first;

    Combiner(Label label) {
        super(label);
    }

    /// Combines values as the user's program made them.
    public static Combiner ofValues(Aggregation aggregation, Label label, TaskEnvironment environment) {
        return switch (aggregation) {
            case Aggregation.Reduce reduce ->
                    new FoldCombiner(new SlotFold.Start.Value(), reduce.function(), label, environment);
            case Aggregation.First _ -> new FoldCombiner(new SlotFold.Start.Value(), FIRST, label, environment);
            case Aggregation.Fold fold -> {
                var zero = Snapshot.take(fold.zero(), "the zero value of " + label);
                yield new FoldCombiner(new SlotFold.Start.Zero(zero::copy), fold.sequence(), label, environment);
            }
            case Aggregation.Combine combine ->
                    new FoldCombiner(
                            new SlotFold.Start.Create(combine.create()), combine.sequence(), label, environment);
            case Aggregation.Group _ -> new GroupCombiner(label, environment);
        };
    }

    /// Combines what an exchange with this aggregation moved.
    public static Combiner ofMoved(Aggregation aggregation, Label label, TaskEnvironment environment) {
        return aggregation.mapSide()
                ? new FoldCombiner(new SlotFold.Start.Value(), merge(aggregation), label, environment)
                : ofValues(aggregation, label, environment);
    }

    private static Function2<Object, Object, Object> merge(Aggregation aggregation) {
        return switch (aggregation) {
            case Aggregation.Reduce reduce -> reduce.function();
            case Aggregation.First _ -> FIRST;
            case Aggregation.Fold fold -> fold.merge();
            case Aggregation.Combine combine -> combine.merge();
            case Aggregation.Group _ -> throw new IllegalStateException("Groups are not combined before they move");
        };
    }

    /// A pair for each key, to be gone through once, after all were added.
    public abstract WindowSource windows();
}
