/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.lineage;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.Partitioner;

import java.util.List;
import java.util.Optional;

/// How a dataset is made: a node that knows five things (Zaharia et al. 2012, section 3).
///
/// 1. how many partitions it has,
/// 2. which nodes it is made from,
/// 3. the [Operation] that makes a partition from partitions of those,
/// 4. the partitioner that placed its keys, if one did,
/// 5. who it is and where in the user's program it comes from.
///
/// All of them are for ever, but for one case: when the elements were written to a checkpoint, the node is made from
/// that and from no other node any more, see [#cut]. Who reads parents and operation, and is not to see those of
/// different times, reads the parents first: a node without parents is a source.
///
/// Two things are no part of how it is made and may change: [#taskResources], and the [#name] that people gave it.
///
/// Nodes are compared by identity: a chain of 100,000 of them must not be walked to compare or print one. Who walks
/// lineage uses [LineageWalk], which does not recurse.
public final class Lineage {
    private final Header header;
    private volatile Making making;
    private final int partitions;
    private final Optional<Partitioner> partitioner;
    private volatile Optional<TaskResources> taskResources = Optional.empty();
    private final GivenName name = new GivenName();

    private record Making(Operation operation, List<Lineage> parents) {}

    public Lineage(Header header, Operation operation, List<Lineage> parents) {
        this.header = header;
        this.making = new Making(operation, List.copyOf(parents));
        this.partitions = countPartitions();
        this.partitioner = findPartitioner();
    }

    public Header header() {
        return header;
    }

    public DatasetId id() {
        return header.id();
    }

    public Operation operation() {
        return making.operation();
    }

    public List<Lineage> parents() {
        return making.parents();
    }

    /// The only parent, or the left one of two.
    public Lineage parent() {
        return parents().getFirst();
    }

    /// How many partitions, from 0.
    public int partitions() {
        return partitions;
    }

    /// The partitioner that placed the keys of this dataset of pairs; empty if the placement is unknown.
    public Optional<Partitioner> partitioner() {
        return partitioner;
    }

    /// From now on the elements are read from what was written of them, and nothing behind is reachable from here.
    public void cut(SourceData.Checkpoint written) {
        making = new Making(new Operation.Source(written), List.of());
    }

    /// Where the elements are written, if they are.
    public Optional<SourceData.Checkpoint> checkpoint() {
        return operation() instanceof Operation.Source(SourceData.Checkpoint written)
                ? Optional.of(written)
                : Optional.empty();
    }

    /// What the tasks that compute this node are to be given, if the program says.
    public Optional<TaskResources> taskResources() {
        return taskResources;
    }

    /// From now on jobs give the tasks that compute this node such resources.
    public void give(TaskResources resources) {
        taskResources = Optional.of(resources);
    }

    /// What people call it.
    public GivenName name() {
        return name;
    }

    /// Whether jobs keep data of this very node, by what it is: the blocks of an exchange, a survey.
    public boolean leavesData() {
        return operation() instanceof Operation.Shuffled
                || operation() instanceof Operation.Narrow(Step.ZipWithIndex _)
                || operation() instanceof Operation.LookedUp;
    }

    /// The sort whose ranges hold the keys of this dataset of pairs; empty if none placed them, or in one partition.
    public Optional<Lineage> sort() {
        var node = this;
        while (node.keepsKeysInPlace()) {
            node = node.parent();
        }
        return node.operation() instanceof Operation.Shuffled(_, Exchange.Sort _) && node.partitions > 1
                ? Optional.of(node)
                : Optional.empty();
    }

    /// Whether each task reads its partition of the parent, if it is to give elements, and leaves their keys.
    private boolean keepsKeysInPlace() {
        return switch (operation()) {
            case Operation.Narrow(Step.MapPartitions step) -> step.keepsKeys() && !step.barrier();
            case Operation.Narrow(var step) -> step.keepsKeys();
            case Operation.Pruned _ -> true;
            case Operation.Source _,
                    Operation.Union _,
                    Operation.Zip _,
                    Operation.ZipPartitions _,
                    Operation.Cartesian _,
                    Operation.Coalesced _,
                    Operation.Shuffled _,
                    Operation.CoGrouped _,
                    Operation.Joined _,
                    Operation.LookedUp _ ->
                    false;
        };
    }

    /// The parents that a task computes along with this node: none beyond an exchange or a shared lookup.
    public List<Lineage> withinStage() {
        var within = parents();
        return switch (operation()) {
            case Operation.Shuffled _ -> List.of();
            case Operation.LookedUp(var lookup) when lookup.shared() -> within.subList(0, 1);
            case Operation _ -> within;
        };
    }

    private int countPartitions() {
        return switch (operation()) {
            case Operation.Source source -> source.data().partitions();
            case Operation.Narrow _,
                    Operation.Pruned _,
                    Operation.Zip _,
                    Operation.ZipPartitions _,
                    Operation.LookedUp _ ->
                    parent().partitions();
            case Operation.Union _ -> checked(parents().stream().mapToLong(Lineage::partitions).sum());
            case Operation.Cartesian _ -> checked((long) parent().partitions() * parents().getLast().partitions());
            case Operation.Coalesced coalesced -> coalesced.partitions();
            case Operation.Shuffled shuffled -> shuffled.exchange().partitions();
            case Operation.CoGrouped coGrouped -> coGrouped.by().numPartitions();
            case Operation.Joined joined -> joined.by().numPartitions();
        };
    }

    private Optional<Partitioner> findPartitioner() {
        return switch (operation()) {
            case Operation.Narrow narrow when narrow.step().keepsKeys() -> parent().partitioner();
            case Operation.Shuffled shuffled -> shuffled.exchange().partitioner();
            case Operation.CoGrouped coGrouped -> Optional.of(coGrouped.by());
            case Operation.Joined joined -> Optional.of(joined.by());
            case Operation.Source(SourceData.Checkpoint written) -> Optional.ofNullable(written.partitioner());
            case Operation.Source _,
                    Operation.Narrow _,
                    Operation.Pruned _,
                    Operation.Union _,
                    Operation.Zip _,
                    Operation.ZipPartitions _,
                    Operation.Cartesian _,
                    Operation.Coalesced _,
                    Operation.LookedUp _ ->
                    Optional.empty();
        };
    }

    private int checked(long partitionCount) {
        if (partitionCount > Integer.MAX_VALUE) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    header.label()
                            + " would have "
                            + partitionCount
                            + " partitions; at most "
                            + Integer.MAX_VALUE
                            + " are possible. Coalesce the inputs first.");
        }
        return (int) partitionCount;
    }

    @Override
    public String toString() {
        return header.label() + " [dataset " + id() + ", " + partitions + " partitions]";
    }
}
