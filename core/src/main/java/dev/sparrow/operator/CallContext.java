/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.spi.Job;
import dev.sparrow.spi.OutputTransaction;
import dev.sparrow.status.FutureAction;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/// The context of a call as operators know it: ids for the nodes they make, the defaults they follow, and jobs.
///
/// A context hands it to its own datasets alone, so a program cannot reach what only operators need.
public interface CallContext {
    /// Where the call stands, if the program said so with [dev.sparrow.Sparrow#setCallSite]; else it is found on the
    /// stack.
    Optional<CallSite> callSite();

    /// Refuses the call if the context is closed.
    ///
    /// @throws SparrowException [ErrorCode#CONTEXT_CLOSED]
    void requireOpen(Label label);

    DatasetId nextDataset();

    ShuffleId nextShuffle();

    /// Takes note of a new node, whose data are dropped when no handle reads them any more.
    void created(Lineage node);

    // ---- Defaults ---------------------------------------------------------------------------------------------------

    /// The number of tasks that can run at once.
    int slots();

    /// The number of partitions of a new dataset, if it is configured.
    OptionalInt configuredParallelism();

    /// The extent to which messages show values.
    ErrorValues errorValues();

    /// The greatest size of a part of a text file.
    long textSplitBytesMax();

    /// What the calling thread saves into at the moment, if that is a transaction.
    Optional<OutputTransaction> transaction();

    // ---- Jobs -------------------------------------------------------------------------------------------------------

    /// Runs an action; an interrupt of the calling thread cancels the job.
    ///
    /// @return a partial result for each of `partitions`
    List<Object> run(OperatorCall call, Lineage target, Action action, List<Integer> partitions);

    /// Starts an action, which [#await] waits for.
    Job start(OperatorCall call, Lineage target, Action action);

    /// Waits for a job that was started, and does what follows its end.
    List<Object> await(OperatorCall call, Lineage target, Job job);

    /// Runs an action beside the program.
    <T> FutureAction<T> startAction(OperatorCall call, Callable<T> action);

    /// Runs an action without a result beside the program.
    default FutureAction<Void> startEffect(OperatorCall call, Runnable effect) {
        return startAction(
                call,
                () -> {
                    effect.run();
                    return null;
                });
    }
}
