/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.sort.KeySample;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.scheduler.plan.StagePlan.StageKey;
import dev.sparrow.table.step.Lookup;
import dev.sparrow.value.DatasetId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;

/// Flattens the lineage of one stage: everything from a node down to sources, exchanges and persisted datasets.
///
/// Chains of narrow nodes become one [Op.Steps]; a node that two others read becomes an operation of its own.
final class StageCutter {
    /// With less, each executor is sooner done with them itself than told of one that is.
    private static final int DIGESTED_KEYS_MIN = 5_000;

    private final List<Op> ops = new ArrayList<>();
    private final Map<Integer, List<Op.StepCall>> chains = new HashMap<>();
    private final Map<Lineage, Integer> places = new HashMap<>();
    private final Map<Lineage, Integer> readers = new HashMap<>();
    private final Map<DatasetId, List<List<Object>>> slices = new HashMap<>();
    private final SequencedSet<StageKey> parents = new LinkedHashSet<>();
    private final List<DatasetId> caches = new ArrayList<>();
    private final Predicate<Lineage> persisted;

    private StageCutter(Predicate<Lineage> persisted) {
        this.persisted = persisted;
    }

    /// Cuts out everything that makes `root`, which is read from the cache if it is persisted itself.
    ///
    /// @param persisted the nodes whose partitions are cached, so that nothing behind them belongs to the stage
    static StageOps cut(Lineage root, Set<DatasetId> persisted) {
        return new StageCutter(node -> persisted.contains(node.id())).build(root);
    }

    /// Cuts out what makes the partitions of a persisted node.
    static StageOps cutBehind(Lineage node, Set<DatasetId> persisted) {
        return new StageCutter(other -> other != node && persisted.contains(other.id())).build(node);
    }

    /// The parents of a node that its tasks compute, too.
    private List<Lineage> parentsInStage(Lineage node) {
        return persisted.test(node) ? List.of() : node.withinStage();
    }

    /// Tells whether a narrow node asks for the counts of its parent's partitions first.
    static boolean asksCounts(Lineage node) {
        return node.operation() instanceof Operation.Narrow(Step.ZipWithIndex _) && node.partitions() > 1;
    }

    /// Tells whether an exchange asks for a sample of its keys first.
    static boolean asksKeys(Exchange exchange) {
        return exchange instanceof Exchange.Sort && exchange.partitions() > 1;
    }

    /// Tells whether one task digests the samples of a sort for all that read its bounds.
    ///
    /// @param asked how many partitions are sampled
    static boolean digests(int asked, Exchange.Sort sort) {
        return (long) asked * KeySample.sizeFor(sort.partitions()) >= DIGESTED_KEYS_MIN;
    }

    /// The stage that a sort has its bounds of.
    static StageKey bounds(DatasetId dataset, int asked, Exchange.Sort sort) {
        return digests(asked, sort) ? new StageKey.Digest(dataset) : new StageKey.Survey(dataset);
    }

    private StageOps build(Lineage root) {
        var nodes = LineageWalk.parentsFirst(root, this::parentsInStage);
        for (var node : nodes) {
            for (var parent : parentsInStage(node)) {
                readers.merge(parent, 1, Integer::sum);
            }
        }
        for (var node : nodes) {
            place(node);
        }
        return new StageOps(closedChains(), List.copyOf(parents), List.copyOf(caches), slices);
    }

    private void place(Lineage node) {
        if (persisted.test(node)) {
            caches.add(node.id());
            add(node, new Op.Cached(node.id(), label(node)));
            return;
        }
        switch (node.operation()) {
            case Operation.Source(var data) -> add(node, source(node, data));
            case Operation.Narrow(var step) -> addStep(node, step);
            case Operation.Union _ ->
                    add(
                            node,
                            new Op.Union(
                                    node.parents().stream().map(places::get).toList(),
                                    node.parents().stream().map(Lineage::partitions).toList()));
            case Operation.Zip _ -> add(node, new Op.Zip(left(node), right(node), label(node)));
            case Operation.ZipPartitions(var function) ->
                    add(
                            node,
                            new Op.ZipPartitions(
                                    node.parents().stream().map(places::get).toList(), function, label(node)));
            case Operation.Cartesian _ ->
                    add(node, new Op.Cartesian(left(node), right(node), node.parents().getLast().partitions()));
            case Operation.Coalesced(var first, var count, var partitions) ->
                    add(node, new Op.Coalesced(left(node), first, count, partitions));
            case Operation.Pruned(var lower, var upper) -> add(node, pruned(node, lower, upper));
            case Operation.CoGrouped _ ->
                    add(node, new Op.CoGrouped(node.parents().stream().map(places::get).toList(), label(node)));
            case Operation.LookedUp(var lookup) -> add(node, lookedUp(node, lookup));
            case Operation.Joined(_, var kind) -> add(node, new Op.Joined(left(node), right(node), kind, label(node)));
            case Operation.Shuffled(var shuffle, var exchange) -> {
                parents.add(new StageKey.Exchange(node.id(), shuffle));
                add(node, new Op.ShuffleRead(shuffle, exchange, label(node)));
            }
        }
    }

    /// Nothing is left out where the sort is behind a checkpoint by now.
    private Op pruned(Lineage node, Object lower, Object upper) {
        var sort = node.sort().orElse(node);
        if (sort.operation() instanceof Operation.Shuffled(_, Exchange.Sort by)) {
            parents.add(bounds(sort.id(), sort.parent().partitions(), by));
            return new Op.Pruned(left(node), sort.id(), by, lower, upper, label(node));
        }
        return new Op.Steps(left(node), List.of());
    }

    private Op lookedUp(Lineage node, Lookup lookup) {
        if (lookup.shared()) {
            parents.add(new StageKey.Survey(node.id()));
        }
        return new Op.LookedUp(left(node), lookup.shared() ? -1 : right(node), lookup, label(node), node.id());
    }

    private Op source(Lineage node, SourceData data) {
        if (data instanceof SourceData.Slices held) {
            slices.put(node.id(), held.slices());
            return new Op.Slices(node.id());
        }
        return new Op.Read(data, label(node));
    }

    /// Continues the chain of the parent if nothing else reads the parent.
    private void addStep(Lineage node, Step step) {
        if (asksCounts(node)) {
            parents.add(new StageKey.Survey(node.id()));
        }
        var place = left(node);
        var chain = readers.get(node.parent()) == 1 ? chains.get(place) : null;
        if (chain == null) {
            chain = new ArrayList<>();
            chains.put(ops.size(), chain);
            add(node, new Op.Steps(place, List.of()));
        } else {
            places.put(node, place);
        }
        chain.add(new Op.StepCall(step, label(node), node.id()));
    }

    private List<Op> closedChains() {
        chains.forEach((place, calls) -> {
            var open = (Op.Steps) ops.get(place);
            ops.set(place, new Op.Steps(open.input(), List.copyOf(calls)));
        });
        return List.copyOf(ops);
    }

    private void add(Lineage node, Op op) {
        places.put(node, ops.size());
        ops.add(op);
    }

    private int left(Lineage node) {
        return places.get(node.parent());
    }

    private int right(Lineage node) {
        return places.get(node.parents().getLast());
    }

    private static Label label(Lineage node) {
        return node.header().label();
    }
}
