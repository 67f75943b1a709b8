/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.ConfigFactory;

import dev.sparrow.closure.ShippedUnits;
import dev.sparrow.closure.SnippetCode;
import dev.sparrow.compute.pipeline.ClassDump;
import dev.sparrow.config.Compilation;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Master;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.event.EventListener;
import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.file.LocalPath;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.scheduler.actor.DriverActor;
import dev.sparrow.scheduler.actor.ExecutorActor;
import dev.sparrow.scheduler.actor.Submission;
import dev.sparrow.scheduler.machine.Capacity;
import dev.sparrow.scheduler.machine.Demand;
import dev.sparrow.scheduler.machine.Input;
import dev.sparrow.scheduler.machine.Limits;
import dev.sparrow.scheduler.plan.Explanation;
import dev.sparrow.scheduler.plan.Persisted;
import dev.sparrow.scheduler.plan.StageBook;
import dev.sparrow.scheduler.task.TaskListener;
import dev.sparrow.scheduler.task.TaskReport;
import dev.sparrow.scheduler.task.TaskThreads;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.Job;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CachedPartitions;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.StorageStatus;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The engine of masters `local…`: a driver and one executor in this JVM.
public final class LocalEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEngine.class);
    private static final ExecutorId HERE = new ExecutorId("local");
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(3);

    private final Master.Local master;
    private final BlockStore blocks;
    private final StageBook book;
    private final EventBus events;
    private final LineHistory history = new LineHistory();
    private final TaskThreads threads;
    private final ActorSystem<DriverActor.Command> driver;
    private final Set<LocalJob> running = ConcurrentHashMap.newKeySet();
    private final boolean isIsolating;
    private final Compilation compilation;
    private final AddedClasses added = new AddedClasses();
    private ShippedUnits isolated;
    private final AtomicBoolean closed = new AtomicBoolean();

    LocalEngine(Master.Local master, Settings settings, EventListener listener) {
        if (!settings.get(Keys.DUMP_CLASSES).isEmpty()) {
            ClassDump.into(LocalPath.of(settings.get(Keys.DUMP_CLASSES)));
        }
        this.master = master;
        this.isIsolating = settings.get(Keys.LOCAL_ISOLATED);
        this.blocks =
                new BlockStore(
                        memory(settings),
                        settings.localDir(),
                        CompressionCodecs.of(settings.get(Keys.SPILL_COMPRESSION)));
        this.book =
                new StageBook(
                        new KeptHere(blocks.cached()),
                        new Demand(settings.get(Keys.TASK_CPUS), settings.get(Keys.TASK_RESOURCES)));
        this.events = new EventBus(listener);
        var limits =
                new Limits(
                        settings.get(Keys.STAGE_ATTEMPTS_MAX),
                        Limits.DEFAULT.executorLossesMax(),
                        settings.get(Keys.CANCEL_GRACE));
        this.driver =
                ActorSystem.create(
                        DriverActor.create(limits, book, () -> System.nanoTime() / 1_000_000, this::publish),
                        "sparrow",
                        ConfigFactory.parseMap(AKKA)
                                .withFallback(ConfigFactory.load(ActorSystem.class.getClassLoader())));
        this.compilation = settings.get(Keys.PIPELINES);
        this.threads = new TaskThreads(blocks, compilation, taskListener());
        var executor = driver.systemActorOf(ExecutorActor.create(threads), "executor", Props.empty());
        driver.tell(new DriverActor.Join(HERE, capacity(master, settings), executor));
        driver.getWhenTerminated().thenRun(this::onDriverEnded);
    }

    private static Capacity capacity(Master.Local master, Settings settings) {
        var addresses = new HashMap<String, List<String>>();
        settings.get(Keys.EXECUTOR_RESOURCES).forEach((name, has) -> addresses.put(name, has.addresses()));
        return new Capacity(master.slots(), addresses);
    }

    /// What `explain` tells is known as soon as the job has ended; listeners hear of it later.
    private void publish(Event event) {
        history.onEvent(event);
        events.publish(event);
    }

    private TaskListener taskListener() {
        return new TaskListener() {
            @Override
            public void started(AttemptId attempt) {
                events.publish(new Event.TaskStarted(attempt, HERE.value()));
            }

            @Override
            public void ended(List<TaskReport> reports) {
                driver.tell(new DriverActor.Reports(reports));
            }
        };
    }

    /// Nobody ends jobs any more, so whoever waits for one must be told.
    private void onDriverEnded() {
        running.forEach(closed.get() ? LocalJob::closed : LocalJob::orphaned);
    }

    /// Daemon threads, few of them: tasks run on others. Typed actors log through slf4j by themselves, so Akka's own
    /// loggers are not started. The JVM's exit is our hook's affair, and never Akka's.
    private static final Map<String, Object> AKKA =
            Map.of(
                    "akka.daemonic", "on",
                    "akka.jvm-shutdown-hooks", "off",
                    "akka.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
                    "akka.log-dead-letters", "off",
                    "akka.loggers", List.of(),
                    "akka.jvm-exit-on-fatal-error", "off",
                    "akka.actor.default-dispatcher.fork-join-executor.parallelism-min", "1",
                    "akka.actor.default-dispatcher.fork-join-executor.parallelism-max", "1",
                    "akka.actor.internal-dispatcher.fork-join-executor.parallelism-min", "1",
                    "akka.actor.internal-dispatcher.fork-join-executor.parallelism-max", "2");

    private static MemoryLimits memory(Settings settings) {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return MemoryLimits.of(
                settings.get(Keys.MEMORY_BYTES), Runtime.getRuntime().maxMemory(), machine.getTotalMemorySize());
    }

    @Override
    public Job submit(JobRequest request) {
        if (closed.get()) {
            throw new SparrowException(ErrorCode.CONTEXT_CLOSED, request.label() + ": this context is closed.");
        }
        var planned = book.open(request, userClasses(request.setting().jars()));
        var job =
                new LocalJob(
                        planned.id(),
                        request.label(),
                        reason -> tell(new Input.CancelJob(planned.id(), reason)),
                        running::remove);
        running.add(job);
        var submission = new Submission(request.label(), request.partitions(), master.failuresMax(), job);
        driver.tell(new DriverActor.SubmitJob(planned, submission));
        if (driver.whenTerminated().isCompleted()) {
            onDriverEnded();
        }
        return job;
    }

    /// By which tasks of a new job find the user's classes.
    private synchronized ClassLoader userClasses(List<Path> jars) {
        var context = Thread.currentThread().getContextClassLoader();
        if (!(context instanceof SnippetCode code)) {
            return added.over(context, jars);
        }
        if (!isIsolating) {
            return context; // which knows the jars
        }
        if (isolated == null || !isolated.code().equals(code)) {
            isolated = new ShippedUnits(code, context.getParent());
        }
        return isolated.forJob();
    }

    private void tell(Input input) {
        driver.tell(new DriverActor.Tell(input));
    }

    @Override
    public String explain(Lineage target) {
        var storage = storage();
        return book.unchanged(() -> Explanation.of(target, storage, compilation) + history.tell(linesOf(target)));
    }

    private static Set<String> linesOf(Lineage target) {
        var lines = new LinkedHashSet<String>();
        LineageWalk.parentsFirst(target).forEach(node -> lines.add(node.header().label().toString()));
        return lines;
    }

    @Override
    public void persist(Lineage dataset, StorageLevel level) {
        book.persist(dataset, level);
    }

    @Override
    public void unpersist(DatasetId dataset, boolean blocking) {
        var cache = book.unpersist(dataset);
        if (blocking) {
            cache.ifPresent(blocks.cached()::drop);
        } else {
            cache.ifPresent(this::drop);
        }
    }

    @Override
    public void checkpointed(Lineage dataset, SourceData.Checkpoint written) {
        book.cut(dataset, written).forEach(stage -> tell(new Input.ReleaseStage(stage)));
    }

    private void drop(CacheId cache) {
        threads.tidy(store -> store.cached().drop(cache));
    }

    @Override
    public boolean evict(DatasetId dataset, int partition) {
        return book.persisted().stream()
                .filter(persisted -> persisted.dataset().equals(dataset))
                .findAny()
                .flatMap(Persisted::cache)
                .map(cache -> blocks.cached().lose(cache, partition))
                .orElse(false);
    }

    @Override
    public List<StorageStatus> storage() {
        return book.persisted().stream().map(this::status).toList();
    }

    private StorageStatus status(Persisted persisted) {
        var usage = persisted.cache().map(blocks.cached()::usage).orElse(new CachedPartitions.Usage(0, 0, 0));
        return new StorageStatus(
                persisted.dataset(),
                persisted.label().toString(),
                persisted.level(),
                persisted.partitions(),
                usage.partitions(),
                usage.bytesInMemory(),
                usage.bytesOnDisk());
    }

    @Override
    public void cleanExchanges(Lineage target) {
        book.exchangesOf(target).forEach(stage -> tell(new Input.CleanOutput(stage)));
    }

    @Override
    public void release(DatasetId dataset) {
        book.stagesOf(dataset).forEach(stage -> tell(new Input.ReleaseOutput(stage)));
        book.release(dataset).ifPresent(this::drop);
    }

    @Override
    public void forget(DatasetId dataset) {
        var forgotten = book.forget(dataset);
        forgotten.stages().forEach(stage -> tell(new Input.ReleaseStage(stage)));
        forgotten.caches().forEach(this::drop);
    }

    @Override
    public void cancelAll(String reason) {
        tell(new Input.CancelAll(reason));
    }

    @Override
    public void awaitEvents() {
        events.awaitDelivered();
    }

    /// The store of this engine's blocks, for tests that lose some.
    public BlockStore blocks() {
        return blocks;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        tell(new Input.Close("close() was called"));
        running.forEach(job -> job.awaitEnd(CLOSE_WAIT_MAX));
        driver.terminate();
        threads.close();
        try {
            driver.getWhenTerminated().toCompletableFuture().get(CLOSE_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            LOG.warn("The driver did not end within {}", CLOSE_WAIT_MAX, e);
        }
        events.close();
        blocks.close();
        added.close();
    }
}
