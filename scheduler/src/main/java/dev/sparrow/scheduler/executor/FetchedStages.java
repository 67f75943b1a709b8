/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.closure.Snapshot;
import dev.sparrow.compute.Program;
import dev.sparrow.scheduler.plan.FrozenSlice;
import dev.sparrow.scheduler.plan.PlannedCache;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.plan.PlannedStage.TaskSetting;
import dev.sparrow.scheduler.plan.TaskProgram;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.StageCode;
import dev.sparrow.scheduler.protocol.StageCode.CacheCode;
import dev.sparrow.scheduler.protocol.StageCode.ProgramCode;
import dev.sparrow.scheduler.protocol.StageCode.SliceRef;
import dev.sparrow.scheduler.protocol.StageGone;
import dev.sparrow.scheduler.protocol.StageRef;
import dev.sparrow.scheduler.protocol.StageStore;
import dev.sparrow.scheduler.protocol.TaskInputs;
import dev.sparrow.scheduler.protocol.VersionedInputs;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.spi.JobSetting;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StageId;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The stages that an executor of its own process has fetched from its driver. Each is opened once, and what nothing
/// can change in it is shared by its tasks.
final class FetchedStages implements StageStore {
    /// Of so many stages the code is remembered; that of others is fetched again.
    private static final int CODES_MAX = 64;

    /// What the parents of so many stages made is remembered. There may be much of it, and no two jobs share it.
    private static final int INPUTS_MAX = 8;

    private final DriverService driver;
    private final ExecutorClasses classes;
    private final ExecutorFiles files;
    private final SharedVariables variables;
    private final BlockStore blocks;
    private final Map<String, PlannedStage> codes = new Recent<>(CODES_MAX);
    private final Map<StageId, VersionedInputs> inputs = new Recent<>(INPUTS_MAX);

    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private final int max;

        private Recent(int max) {
            super(16, 0.75f, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
        }
    }

    FetchedStages(
            DriverService driver,
            ExecutorClasses classes,
            ExecutorFiles files,
            SharedVariables variables,
            BlockStore blocks) {
        this.driver = driver;
        this.classes = classes;
        this.files = files;
        this.variables = variables;
        this.blocks = blocks;
    }

    @Override
    public synchronized PlannedStage stage(StageRef ref) {
        var known = codes.computeIfAbsent(ref.hash(), _ -> open(ref));
        return known.id().equals(ref.stage()) ? known : known.as(ref.stage());
    }

    @Override
    public synchronized TaskInputs inputs(StageId stage, int version) {
        var known = inputs.get(stage);
        if (known == null || known.version() < version) {
            known = Wire.decode(fetch(stage, new DriverRequest.Inputs(stage, version)), VersionedInputs.class);
            inputs.put(stage, known);
        }
        return known.inputs();
    }

    private byte[] fetch(StageId stage, DriverRequest request) {
        return driver.ask(request).orElseThrow(() -> new StageGone(stage));
    }

    private PlannedStage open(StageRef ref) {
        var code = Wire.decode(fetch(ref.stage(), new DriverRequest.Content(ref.hash())), StageCode.class);
        var loader = classes.loader(code.setting());
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            var spec = new StageSpec(ref.stage(), code.kind(), "", code.partitions(), List.of());
            var caches = new HashMap<CacheId, PlannedCache>();
            for (var cache : code.caches()) {
                caches.put(cache.id(), open(ref.stage(), cache, caches));
            }
            TaskProgram<Program> program = open(ref.stage(), code.program(), caches);
            program.registerCaches(blocks);
            return new PlannedStage(
                    spec, program, code.inputs(), new TaskSetting(loader, setting(code.setting())), List.of());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private JobSetting setting(StageCode.Setting setting) {
        return new JobSetting(
                setting.properties(),
                setting.interruptsOnCancel(),
                setting.errorValues(),
                files.folder("files", setting.files()),
                List.of());
    }

    private <P> TaskProgram<P> open(StageId stage, ProgramCode code, Map<CacheId, PlannedCache> known) {
        var slices = new HashMap<DatasetId, List<FrozenSlice>>();
        code.slices()
                .forEach((dataset, all) ->
                        slices.put(dataset, all.stream().map(slice -> elsewhere(stage, slice)).toList()));
        var caches = new HashMap<DatasetId, PlannedCache>();
        code.caches().forEach((dataset, cache) -> caches.put(dataset, known.get(cache)));
        Snapshot<P> functions = code.functions().open(variables::find);
        return new TaskProgram<>(functions.shareIfImmutable(), slices, code.inputs(), caches);
    }

    private FrozenSlice elsewhere(StageId stage, SliceRef slice) {
        return new FrozenSlice.Elsewhere(
                () -> Wire.decode(fetch(stage, new DriverRequest.Content(slice.hash())), FrozenSlice.Encoded.class));
    }

    private PlannedCache open(StageId stage, CacheCode code, Map<CacheId, PlannedCache> known) {
        return new PlannedCache(
                code.id(),
                code.dataset(),
                code.label(),
                code.level(),
                code.partitions(),
                code.barrier(),
                open(stage, code.program(), known),
                List.of());
    }
}
