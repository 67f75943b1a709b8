/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.executor;

import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.scheduler.executor.Executor;
import dev.sparrow.scheduler.executor.TaskRunner;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorCommand.RunTasks;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.StageRef;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.scheduler.slots.Grant;
import dev.sparrow.spark.task.ExecutorSide;
import dev.sparrow.spark.task.ProgramRdd;
import dev.sparrow.spark.task.TaskSide;
import dev.sparrow.storage.block.ChunkCipher;
import dev.sparrow.storage.block.ChunkForm;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import org.apache.spark.BarrierTaskContext;
import org.apache.spark.BarrierTaskInfo;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.util.TaskInterruptListener;

import scala.collection.Iterator;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Our executor in a process of Spark's: a task of Spark's is an attempt of ours, on a thread of our own.
public final class SparkTasks implements TaskSide {
    /// So many attempts has a task at most before those of the next run of its stage are counted.
    private static final int RUN_ATTEMPTS = 1_000;

    private final int context;
    private final Executor executor;
    private final TaskRunner threads;
    private final Map<AttemptId, SparkTask> running = new ConcurrentHashMap<>();

    /// @param context the number of the context that it works for
    public SparkTasks(PluginContext spark, int context) {
        this.context = context;
        var settings = settings();
        this.executor =
                new Executor(
                        new ExecutorId(spark.executorID()),
                        this::ask,
                        new SparkBlocks(),
                        memory(settings),
                        settings.localDir(),
                        chunks(settings),
                        settings.get(Keys.PIPELINES),
                        Thread.currentThread().getContextClassLoader());
        this.threads = executor.threadsOf(this::hear);
    }

    private static ChunkForm chunks(Settings settings) {
        var cipher =
                settings.get(Keys.IO_ENCRYPTION)
                        ? Optional.of(ChunkCipher.create(settings.get(Keys.IO_ENCRYPTION_KEY_BITS)))
                        : Optional.<ChunkCipher>empty();
        return new ChunkForm(CompressionCodecs.of(settings.get(Keys.SPILL_COMPRESSION)), cipher);
    }

    /// Outside the heap there is what Spark has asked its cluster for besides.
    private static MemoryLimits memory(Settings settings) {
        var machine =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        return MemoryLimits.of(settings.get(Keys.MEMORY_BYTES), Runtime.getRuntime().maxMemory(), machine);
    }

    private Settings settings() {
        var texts = new HashMap<String, String>();
        ((Map<?, ?>) ask(new byte[0])).forEach((name, text) -> texts.put((String) name, (String) text));
        return Settings.resolve(Map.of(), texts, Map.of());
    }

    private Optional<byte[]> ask(DriverRequest request) {
        var answer = (byte[]) ask(Wire.encodeMessage(request));
        return answer.length == 0 ? Optional.empty() : Optional.of(Arrays.copyOfRange(answer, 1, answer.length));
    }

    private Object ask(byte[] request) {
        return ExecutorSide.ask(context, request);
    }

    @Override
    public Iterator<Object> run(ProgramRdd program, int partition, TaskContext given) {
        var spark = given instanceof BarrierTaskContext ? given : TaskContext.get();
        var stage = new StageId(program.stage());
        var task = new SparkTask(program, partition, spark, executor);
        var attempt = add(stage, partition, attempt(spark.stageAttemptNumber(), spark.attemptNumber()), task);
        spark.addTaskInterruptListener(
                (TaskInterruptListener) (_, _) -> threads.carryOut(new ExecutorCommand.InterruptTask(attempt)));
        threads.carryOut(
                new RunTasks(
                        List.of(attempt),
                        spark.stageAttemptNumber(),
                        new StageRef(stage, program.code()),
                        program.inputs(),
                        grant(spark),
                        hosts(spark)));
        return task.outcome(() -> threads.carryOut(new ExecutorCommand.InterruptTask(attempt)));
    }

    /// The number of an attempt of ours.
    ///
    /// @param run of its stage in Spark, from 0
    /// @param number Spark's, in that run
    public static int attempt(int run, int number) {
        return run * RUN_ATTEMPTS + number;
    }

    /// Two tasks may make the same cached partition at once, each for itself.
    private AttemptId add(StageId stage, int partition, int number, SparkTask task) {
        var attempt = new AttemptId(stage, partition, number);
        return running.putIfAbsent(attempt, task) == null
                ? attempt
                : add(stage, partition, number + RUN_ATTEMPTS, task);
    }

    private static Grant grant(TaskContext context) {
        var addresses = new HashMap<String, List<String>>();
        context.resourcesJMap().forEach((name, resource) -> addresses.put(name, List.of(resource.addresses())));
        return new Grant(context.cpus(), addresses);
    }

    /// Empty for tasks that do not wait for each other.
    private static List<String> hosts(TaskContext context) {
        return context instanceof BarrierTaskContext barrier
                ? Arrays.stream(barrier.getTaskInfos()).map(BarrierTaskInfo::address).toList()
                : List.of();
    }

    /// What attempts say, each on its thread.
    private void hear(ExecutorEvent event) {
        switch (event) {
            case ExecutorEvent.TaskStarted(var attempt, _) -> running.get(attempt).begin();
            case ExecutorEvent.TasksEnded(var reports) -> reports.forEach(this::end);
            case ExecutorEvent.BarrierCalled(var attempt, var operation, var message) ->
                    threads.carryOut(
                            new ExecutorCommand.BarrierOver(attempt, running.get(attempt).meet(operation, message)));
            case ExecutorEvent.TaskNews _,
                    ExecutorEvent.ReportKept _,
                    ExecutorEvent.PartitionChanged _,
                    ExecutorEvent.Heartbeat _,
                    ExecutorEvent.Pong _ -> {} // Spark knows by itself
        }
    }

    private void end(TaskReport report) {
        running.remove(report.attempt()).end(report);
    }

    @Override
    public void close() {
        threads.close();
        try {
            executor.close();
        } catch (SparrowException e) {
            throw new IllegalStateException("Our executor left something behind in Spark's process", e);
        }
    }
}
