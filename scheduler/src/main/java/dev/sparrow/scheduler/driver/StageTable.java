/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.scheduler.machine.StageState;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.protocol.AddedPart;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.StageGone;
import dev.sparrow.scheduler.protocol.StageRef;
import dev.sparrow.scheduler.protocol.StageStore;
import dev.sparrow.scheduler.protocol.SurveyParcels;
import dev.sparrow.scheduler.protocol.TaskInputs;
import dev.sparrow.scheduler.protocol.VersionedInputs;
import dev.sparrow.shared.AccumulatorV2;
import dev.sparrow.shared.Added;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.ShuffleId;
import dev.sparrow.value.StageId;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The stages that the driver knows, with what their parents made last.
///
/// The driver's thread writes it. Executors that share objects with the driver read it from the threads of their tasks.
public final class StageTable implements StageStore {

    /// In place of the outputs of a parent that is skipped and not there.
    private static final List<Object> SKIPPED = List.of(new Object());

    private final Map<StageId, Entry> entries = new ConcurrentHashMap<>();
    private final Optional<StageCodes> codes;

    /// The next version of any stage's inputs: a stage that is forgotten and comes again must not have old ones.
    private int versions;

    /// @param codes where executors of other processes find the code of stages; empty if there are none
    public StageTable(Optional<StageCodes> codes) {
        this.codes = codes;
    }

    private static final class Entry {
        private final PlannedStage stage;

        /// Null before the first launch.
        private volatile Made made;

        /// Those that the stage's functions capture, by their ids. Null before they are asked for.
        private Map<Long, AccumulatorV2<?, ?>> accumulators;

        private Entry(PlannedStage stage) {
            this.stage = stage;
        }

        private Map<Long, AccumulatorV2<?, ?>> accumulators() {
            if (accumulators == null) {
                var found = new HashMap<Long, AccumulatorV2<?, ?>>();
                stage.program()
                        .eachReference(captured -> {
                            if (captured instanceof AccumulatorV2<?, ?> accumulator) {
                                found.put(accumulator.id(), accumulator);
                            }
                        });
                accumulators = found;
            }
            return accumulators;
        }
    }

    /// @param from the parents' outputs, compared by identity: the machine hands out the same list until one changes
    private record Made(int version, List<List<Object>> from, TaskInputs inputs) {}

    public void add(PlannedStage stage) {
        entries.putIfAbsent(stage.id(), new Entry(stage));
    }

    Optional<PlannedStage> find(StageId stage) {
        return Optional.ofNullable(entries.get(stage)).map(entry -> entry.stage);
    }

    public Optional<PlannedStage> remove(StageId stage) {
        codes.ifPresent(all -> all.remove(stage));
        return Optional.ofNullable(entries.remove(stage)).map(entry -> entry.stage);
    }

    /// What an attempt of a stage added, and to which accumulator.
    public Added added(StageId stage, AddedPart part) {
        var whole = entries.get(stage).accumulators().get(part.accumulator());
        return new Added(whole, () -> (AccumulatorV2<?, ?>) part.content().open());
    }

    public StageRef ref(StageId stage) {
        return new StageRef(stage, codes.flatMap(all -> all.hash(stage)).orElse(""));
    }

    /// The version of what the stage's parents have made by now. It stays the same as long as their outputs do.
    public int inputsNow(StageId stage, Function<StageId, StageState> stateOf) {
        var entry = entries.get(stage);
        var current = Lists.map(entry.stage.spec().parents(), parent -> outputs(stateOf.apply(parent)));
        var known = entry.made;
        if (known == null || !same(known.from(), current)) {
            known = new Made(versions++, current, make(entry.stage, current));
            entry.made = known;
        }
        return known.version();
    }

    private static List<Object> outputs(StageState parent) {
        return parent instanceof StageState.Done done ? done.outputs() : SKIPPED;
    }

    @SuppressWarnings("ReferenceEquality") // the point: equal outputs of another run are other blocks
    private static boolean same(List<List<Object>> left, List<List<Object>> right) {
        for (var i = 0; i < left.size(); i++) {
            if (left.get(i) != right.get(i)) {
                return false;
            }
        }
        return true;
    }

    /// @param made by the parents, in their order
    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    private static TaskInputs make(PlannedStage stage, List<List<Object>> made) {
        var outputs = new HashMap<StageId, List<Object>>();
        var skippable = new HashSet<StageId>();
        for (var i = 0; i < made.size(); i++) {
            var parent = stage.spec().parents().get(i);
            if (made.get(i) == SKIPPED) {
                skippable.add(parent);
            } else {
                outputs.put(parent, made.get(i));
            }
        }
        var exchanges = new HashMap<ShuffleId, List<MapOutput>>();
        stage.inputs()
                .shuffles()
                .forEach((shuffle, parent) -> {
                    if (outputs.containsKey(parent)) {
                        exchanges.put(shuffle, Lists.map(outputs.get(parent), MapOutput.class::cast));
                    }
                });
        var surveys = new HashMap<DatasetId, SurveyParcels>();
        stage.inputs()
                .surveys()
                .forEach((dataset, parent) -> {
                    if (outputs.containsKey(parent)) {
                        surveys.put(dataset, new SurveyParcels(Lists.map(outputs.get(parent), Parcel.class::cast)));
                    }
                });
        return new TaskInputs(exchanges, surveys, skippable);
    }

    /// What the parents have made last, with its version.
    Optional<VersionedInputs> versioned(StageId stage) {
        return Optional.ofNullable(entries.get(stage))
                .map(entry -> entry.made)
                .map(made -> new VersionedInputs(made.version(), made.inputs()));
    }

    @Override
    public PlannedStage stage(StageRef ref) {
        return known(ref.stage()).stage;
    }

    @Override
    public TaskInputs inputs(StageId stage, int version) {
        return known(stage).made.inputs();
    }

    private Entry known(StageId stage) {
        var entry = entries.get(stage);
        if (entry == null) {
            throw new StageGone(stage);
        }
        return entry;
    }
}
