/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.closure.ClosureCheck;
import dev.sparrow.closure.DriverOnly;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Header;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.Lists;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.StableHash;

import java.util.List;

/// One call of an API method: makes the nodes it needs, which all carry its name and the user's line, and runs its
/// jobs.
///
/// A method such as `distinct` is several nodes; messages and `explain` name the one thing that the user wrote.
public final class OperatorCall {
    private final CallContext context;
    private final String operator;
    private final CallSite callSite;

    public OperatorCall(CallContext context, String operator) {
        this.context = context;
        this.operator = operator;
        // What belongs to the driver is API: contexts, datasets, and the readers and writers of formats.
        var said = context.callSite();
        this.callSite =
                said.isPresent()
                        ? said.get()
                        : CallSite.capture(
                                type -> type == OperatorCall.class || DriverOnly.class.isAssignableFrom(type));
        context.requireOpen(label());
    }

    CallContext context() {
        return context;
    }

    public Label label() {
        return new Label(operator, callSite, context.errorValues());
    }

    /// Refuses a function that cannot travel to tasks; returns it otherwise.
    public <F> F check(F function) {
        if (function == null) {
            throw SparrowException.invalidArgument(label() + " was given null for a function.");
        }
        ClosureCheck.check(function, label());
        return function;
    }

    /// Refuses an argument unless `holds`.
    public void require(boolean holds, String complaint) {
        if (!holds) {
            throw SparrowException.invalidArgument(label() + ": " + complaint);
        }
    }

    /// As [#require], of a number of partitions.
    public void requirePartitions(int partitions) {
        require(partitions >= 1, "there must be at least 1 partition, not " + partitions + ".");
    }

    /// As [#require], of how many elements are wanted.
    public void requireCount(int elements) {
        require(elements >= 0, "the number of elements is " + elements + "; it cannot be negative.");
    }

    /// Refuses a key whose hash is its identity; returns any other.
    <K> K requireKey(K key) {
        try {
            return StableHash.require(key);
        } catch (SparrowException e) {
            throw new SparrowException(e.code(), label() + ": " + e.getMessage(), e);
        }
    }

    /// As [#require]; returns the partitioner.
    public Partitioner require(Partitioner partitioner) {
        require(partitioner != null, "the partitioner is null.");
        var partitions = partitioner.numPartitions();
        require(
                partitions >= 1,
                "numPartitions() of the partitioner ("
                        + partitioner.getClass().getTypeName()
                        + ") returned "
                        + partitions
                        + "; there must be at least 1.");
        return partitioner;
    }

    /// Refuses the lineage of a dataset whose context is another one; returns it otherwise.
    public Lineage own(CallContext other, Lineage lineage) {
        if (!other.equals(context)) {
            throw new SparrowException(
                    ErrorCode.FOREIGN_DATASET,
                    label()
                            + " was given a dataset of another context ("
                            + lineage
                            + "). Datasets meet only within the context that made them; collect one and parallelize it"
                            + " here.");
        }
        return lineage;
    }

    // ---- Nodes ------------------------------------------------------------------------------------------------------

    public Lineage node(Operation operation, Lineage... parents) {
        return node(operation, List.of(parents));
    }

    Lineage node(Operation operation, List<Lineage> parents) {
        var header = new Header(context.nextDataset(), operator, callSite, context.errorValues());
        var node = new Lineage(header, operation, parents);
        context.created(node);
        return node;
    }

    /// Reads other data in place of a source, and goes by the name of that.
    public Lineage instead(Lineage source, SourceData data) {
        var like = source.header();
        var header = new Header(context.nextDataset(), like.operator(), like.callSite(), like.values());
        var node = new Lineage(header, new Operation.Source(data), List.of());
        context.created(node);
        return node;
    }

    public Lineage step(Lineage parent, Step step) {
        return node(new Operation.Narrow(step), parent);
    }

    public Lineage shuffle(Lineage parent, Exchange exchange) {
        return node(new Operation.Shuffled(context.nextShuffle(), exchange), parent);
    }

    /// The parent's pairs placed by `by`; the parent itself if they are already.
    public Lineage placed(Lineage parent, Partitioner by) {
        return isPlaced(parent, by) ? parent : shuffle(parent, new Exchange.Partition(by));
    }

    boolean isPlaced(Lineage parent, Partitioner by) {
        return parent.partitioner().filter(by::equals).isPresent();
    }

    // ---- Jobs -------------------------------------------------------------------------------------------------------

    /// Runs an action on all partitions.
    ///
    /// @return a partial result for each
    public List<Object> run(Lineage target, Action action) {
        return run(target, action, allPartitions(target));
    }

    List<Object> run(Lineage target, Action action, List<Integer> partitions) {
        return context.run(this, target, action, partitions);
    }

    public static List<Integer> allPartitions(Lineage lineage) {
        return Lists.upTo(lineage.partitions());
    }
}
