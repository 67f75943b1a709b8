/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.CachedPartition;
import dev.sparrow.compute.Op;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.pipeline.WindowSink;
import dev.sparrow.compute.pipeline.WindowSource;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.JoinKind;
import dev.sparrow.storage.columnar.Window;

import java.util.Optional;
import java.util.function.Supplier;

/// The partitions of operations whose elements come in windows.
final class Gathered {
    private final Evaluation evaluation;
    private final TaskEnvironment environment;
    private final int partition;
    private final int depth;

    private Gathered(Evaluation evaluation, int partition, int depth) {
        this.evaluation = evaluation;
        this.environment = evaluation.environment();
        this.partition = partition;
        this.depth = depth;
    }

    /// Empty if they come one by one.
    ///
    /// @param depth how many loops run while these elements are asked for, each inside the next
    static Optional<WindowSource> of(Op op, int partition, Evaluation evaluation, int depth) {
        var gathered = new Gathered(evaluation, partition, depth);
        return switch (op) {
            case Op.ShuffleRead read -> Optional.of(gathered.read(read));
            case Op.CoGrouped coGrouped -> Optional.of(new Deferred(() -> gathered.coGroup(coGrouped)));
            case Op.Joined joined when joined.kind() == JoinKind.INNER && depth <= Fusion.NESTED_MAX ->
                    Optional.of(new Deferred(() -> gathered.join(joined)));
            case Op.Cached cached -> Optional.of(gathered.cached(cached));
            case Op.Joined _,
                    Op.Zip _,
                    Op.ZipPartitions _,
                    Op.Cartesian _,
                    Op.Slices _,
                    Op.Read _,
                    Op.Steps _,
                    Op.Union _,
                    Op.Coalesced _ ->
                    Optional.empty();
        };
    }

    private WindowSource read(Op.ShuffleRead read) {
        var batches =
                new BatchWindows(
                        environment.shuffle(read.shuffle(), partition),
                        rows -> environment.counters().shuffleRecordsRead += rows);
        return switch (read.exchange()) {
            case Exchange.Partition _, Exchange.Rebalance _ -> batches;
            case Exchange.Combine combine ->
                    new Deferred(() -> {
                        var combiner = Combiner.ofMoved(combine.aggregation(), read.label(), environment);
                        drain(batches, combiner);
                        return combiner.windows();
                    });
            case Exchange.Sort sort ->
                    new Deferred(() -> {
                        var sorter = Sorter.of(sort.order(), read.label(), environment);
                        drain(batches, sorter);
                        return sorter.sorted();
                    });
        };
    }

    private WindowSource coGroup(Op.CoGrouped coGrouped) {
        var groups = new CoGroups(coGrouped.inputs().size(), coGrouped.label(), environment);
        for (var i = 0; i < coGrouped.inputs().size(); i++) {
            Fusion.elements(evaluation, coGrouped.inputs().get(i), partition, depth).into(groups.input(i));
        }
        environment.checkCancelled();
        return groups.windows();
    }

    private WindowSource join(Op.Joined joined) {
        var rights = new JoinRights(joined.kind(), joined.label(), environment);
        Fusion.elements(evaluation, joined.right(), partition, depth).into(rights);
        environment.checkCancelled();
        var lefts = Fusion.elements(evaluation, joined.left(), partition, depth).windows();
        return rights.rounds()
                .map(rounds -> joined(lefts, rounds))
                .orElseGet(() -> new JoinWindows(lefts, rights.table(), joined.label()));
    }

    private WindowSource cached(Op.Cached cached) {
        var counters = environment.counters();
        return switch (environment.cached(cached.dataset(), partition)) {
            case CachedPartition.Present(var batches) ->
                    new BatchWindows(batches, rows -> counters.recordsRead += rows);
            case CachedPartition.Absent absent -> KeptWindows.of(absent, partition, evaluation, depth);
        };
    }

    private WindowSource joined(WindowSource lefts, JoinRounds rounds) {
        for (var window = lefts.next(); window != null; window = lefts.next()) {
            environment.checkCancelled();
            rounds.left(window);
        }
        return rounds.windows();
    }

    private void drain(WindowSource windows, WindowSink sink) {
        for (var window = windows.next(); window != null; window = windows.next()) {
            environment.checkCancelled();
            sink.accept(window);
        }
        environment.checkCancelled();
    }

    /// Windows whose source is made when the first one is asked for.
    private static final class Deferred implements WindowSource {
        private Supplier<WindowSource> made;
        private WindowSource source;

        private Deferred(Supplier<WindowSource> made) {
            this.made = made;
        }

        @Override
        public Window next() {
            if (source == null) {
                source = made.get();
                made = null;
            }
            return source.next();
        }
    }
}
