/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.closure.IsolatedClasses;
import dev.sparrow.closure.SnippetCode;
import dev.sparrow.scheduler.plan.FrozenSlice;
import dev.sparrow.scheduler.plan.PlannedCache;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.plan.PlannedStage.TaskSetting;
import dev.sparrow.scheduler.plan.TaskProgram;
import dev.sparrow.scheduler.protocol.SnapshotForm;
import dev.sparrow.scheduler.protocol.StageCode;
import dev.sparrow.scheduler.protocol.StageCode.CacheCode;
import dev.sparrow.scheduler.protocol.StageCode.ProgramCode;
import dev.sparrow.scheduler.protocol.StageCode.SliceRef;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stages as executors of other processes get them: their code by its hash, and slices of collections by theirs.
///
/// A stage is written on the thread of whoever submits its job, since that takes time and may run user code.
public final class StageCodes {
    private final Contents contents = new Contents();
    private final BroadcastValues broadcasts = new BroadcastValues();
    private final FileContents files;
    private final Optional<ProgramJars> programs;
    private final Map<StageId, Written> written = new HashMap<>();

    /// @param held what is released with the stage
    private record Written(String hash, List<String> held) {}

    /// @param shipsPrograms whether executors were started without the classes of the program
    public StageCodes(boolean shipsPrograms) {
        this.files = new FileContents(contents);
        this.programs = shipsPrograms ? Optional.of(new ProgramJars(contents)) : Optional.empty();
    }

    /// Writes a stage, unless it is written already.
    public void add(PlannedStage stage) {
        synchronized (written) {
            if (written.containsKey(stage.id())) {
                return;
            }
        }
        var held = new ArrayList<String>();
        var setting = setting(stage.setting(), held);
        var caches = new ArrayList<CacheCode>();
        stage.program().cachesUp().forEach(cache -> caches.add(code(cache, held)));
        var code =
                new StageCode(
                        stage.spec().kind(),
                        stage.spec().partitions(),
                        code(stage.program(), held),
                        caches,
                        stage.inputs(),
                        setting);
        stage.program().eachReference(broadcasts::add);
        var hash = contents.hold(Wire.encode(code));
        held.add(hash);
        synchronized (written) {
            if (written.putIfAbsent(stage.id(), new Written(hash, held)) != null) {
                held.forEach(contents::release);
            }
        }
    }

    private StageCode.Setting setting(TaskSetting setting, List<String> held) {
        var job = setting.job();
        var jars = new ArrayList<>(files.of(job.jars(), held));
        programs.ifPresent(all -> jars.addAll(all.of(setting.userClasses(), held)));
        return new StageCode.Setting(
                job.properties(),
                job.interruptsOnCancel(),
                job.errorValues(),
                files.under(job.files(), held),
                jars,
                setting.userClasses() instanceof SnippetCode || setting.userClasses() instanceof IsolatedClasses);
    }

    private ProgramCode code(TaskProgram<?> program, List<String> held) {
        var slices = new HashMap<DatasetId, List<SliceRef>>();
        program.slices()
                .forEach((dataset, all) -> slices.put(dataset, all.stream().map(slice -> ref(slice, held)).toList()));
        var caches = new HashMap<DatasetId, CacheId>();
        program.caches().forEach((dataset, cache) -> caches.put(dataset, cache.id()));
        return new ProgramCode(SnapshotForm.of(program.program()), slices, program.inputs(), caches);
    }

    private CacheCode code(PlannedCache cache, List<String> held) {
        return new CacheCode(
                cache.id(),
                cache.dataset(),
                cache.label(),
                cache.level(),
                cache.partitions(),
                cache.barrier(),
                code(cache.program(), held));
    }

    private SliceRef ref(FrozenSlice slice, List<String> held) {
        if (!(slice instanceof FrozenSlice.Encoded encoded)) {
            throw new IllegalStateException("A slice that was not made to be shipped");
        }
        var hash = contents.hold(Wire.encode(encoded));
        held.add(hash);
        return new SliceRef(hash);
    }

    /// Empty if the stage is not known.
    Optional<String> hash(StageId stage) {
        synchronized (written) {
            return Optional.ofNullable(written.get(stage)).map(Written::hash);
        }
    }

    /// Nobody asks for the stage any more.
    void remove(StageId stage) {
        Written known;
        synchronized (written) {
            known = written.remove(stage);
        }
        if (known != null) {
            known.held().forEach(contents::release);
        }
    }

    Optional<byte[]> content(String hash) {
        return contents.find(hash);
    }

    Optional<byte[]> broadcast(long id, int piece) {
        return broadcasts.find(id, piece);
    }

    /// Nothing asks for the value of a broadcast any more.
    public void forgetBroadcast(long id) {
        broadcasts.forget(id);
    }
}
