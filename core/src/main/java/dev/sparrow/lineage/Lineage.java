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
import java.util.stream.Stream;

/// The recipe of a dataset: an immutable node that knows five things (Zaharia et al. 2012, section 3).
///
/// 1. how many partitions it has,
/// 2. which nodes it is made from,
/// 3. the [Operation] that makes a partition from partitions of those,
/// 4. the partitioner that placed its keys, if one did,
/// 5. who it is and where in the user's program it comes from.
///
/// Nodes are compared by identity: a chain of 100,000 of them must not be walked to compare or print one. Who walks
/// lineage uses [LineageWalk], which does not recurse.
public final class Lineage {
    private final Header header;
    private final Operation operation;
    private final List<Lineage> parents;
    private final int partitions;
    private final Optional<Partitioner> partitioner;
    private final List<DatasetId> readsKept;

    public Lineage(Header header, Operation operation, List<Lineage> parents) {
        this.header = header;
        this.operation = operation;
        this.parents = List.copyOf(parents);
        this.partitions = countPartitions();
        this.partitioner = findPartitioner();
        this.readsKept = findReadsKept();
    }

    public Header header() {
        return header;
    }

    public DatasetId id() {
        return header.id();
    }

    public Operation operation() {
        return operation;
    }

    public List<Lineage> parents() {
        return parents;
    }

    /// The only parent, or the left one of two.
    public Lineage parent() {
        return parents.getFirst();
    }

    /// How many partitions, from 0.
    public int partitions() {
        return partitions;
    }

    /// The partitioner that placed the keys of this dataset of pairs; empty if the placement is unknown.
    public Optional<Partitioner> partitioner() {
        return partitioner;
    }

    /// The datasets of which jobs keep data (the blocks of an exchange, a survey) and which this one reads within its
    /// own stage, itself included. Their data are worth keeping while somebody holds this dataset.
    public List<DatasetId> readsKept() {
        return readsKept;
    }

    private List<DatasetId> findReadsKept() {
        if (operation instanceof Operation.Shuffled) {
            return List.of(id());
        }
        var ofParents =
                parents.size() == 1
                        ? parent().readsKept
                        : parents.stream().flatMap(node -> node.readsKept.stream()).distinct().toList();
        var asksSurvey = operation instanceof Operation.Narrow(Step.ZipWithIndex _);
        return asksSurvey ? Stream.concat(ofParents.stream(), Stream.of(id())).toList() : ofParents;
    }

    private int countPartitions() {
        return switch (operation) {
            case Operation.Source source -> source.data().partitions();
            case Operation.Narrow _, Operation.Zip _ -> parent().partitions();
            case Operation.Union _ -> checked(parents.stream().mapToLong(Lineage::partitions).sum());
            case Operation.Cartesian _ -> checked((long) parent().partitions() * parents.getLast().partitions());
            case Operation.Coalesced coalesced -> coalesced.partitions();
            case Operation.Shuffled shuffled -> shuffled.exchange().partitions();
            case Operation.CoGrouped coGrouped -> coGrouped.by().numPartitions();
            case Operation.Joined joined -> joined.by().numPartitions();
        };
    }

    private Optional<Partitioner> findPartitioner() {
        return switch (operation) {
            case Operation.Narrow narrow when narrow.step().keepsKeys() -> parent().partitioner();
            case Operation.Shuffled shuffled -> shuffled.exchange().partitioner();
            case Operation.CoGrouped coGrouped -> Optional.of(coGrouped.by());
            case Operation.Joined joined -> Optional.of(joined.by());
            case Operation.Source _,
                    Operation.Narrow _,
                    Operation.Union _,
                    Operation.Zip _,
                    Operation.Cartesian _,
                    Operation.Coalesced _ ->
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
