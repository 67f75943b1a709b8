/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.closure.IsolatedClasses;
import dev.sparrow.closure.ShippedUnits;
import dev.sparrow.closure.SnippetCode;
import dev.sparrow.compute.pipeline.ClassDump;
import dev.sparrow.config.Compilation;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.LocalPath;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.scheduler.event.CacheNews;
import dev.sparrow.scheduler.event.EventBus;
import dev.sparrow.scheduler.event.LineHistory;
import dev.sparrow.scheduler.machine.Input;
import dev.sparrow.scheduler.plan.Explanation;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.slots.Demand;
import dev.sparrow.shared.BroadcastStore;
import dev.sparrow.spi.DatasetStore;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EventSink;
import dev.sparrow.spi.Job;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.storage.block.BlockStore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// An engine: a driver in this JVM, and executors here or, behind a [Fabric], elsewhere.
public final class LocalEngine implements Engine {
    private final int slots;
    private final int failuresMax;
    private final Settings settings;
    private final Fabric fabric;
    private final StageRegistry book;
    private final LocalDatasets datasets;
    private final LocalBroadcasts broadcasts;
    private final EventBus events;
    private final LineHistory history = new LineHistory();
    private final CacheNews news = new CacheNews();
    private final HeapGuard heap = new HeapGuard(() -> cluster().isBusy());
    private final Guard heapGuard;
    private final Guard guard;
    private final boolean isIsolating;
    private final Compilation compilation;
    private final AddedClasses added = new AddedClasses();
    private ShippedUnits isolated;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile LocalCluster cluster;

    /// Those that have failed, and what is left of them was not yet ended.
    private final Queue<LocalCluster> unburied = new ConcurrentLinkedQueue<>();

    /// @param fabrics makes that of the executors
    /// @param slots of all executors together
    /// @param failuresMax how often a task may fail before its job does
    public LocalEngine(Supplier<Fabric> fabrics, int slots, int failuresMax, Settings settings, EventSink listeners) {
        if (!settings.get(Keys.DUMP_CLASSES).isEmpty()) {
            ClassDump.into(LocalPath.of(settings.get(Keys.DUMP_CLASSES)));
        }
        var system = DriverSystem.begin();
        this.fabric = system.beside(fabrics);
        this.slots = slots;
        this.failuresMax = failuresMax;
        this.isIsolating = settings.get(Keys.LOCAL_ISOLATED);
        this.book =
                new StageRegistry(
                        cache -> fabric.usage(cache.id()).partitions() == cache.partitions(),
                        new Demand(settings.get(Keys.TASK_CPUS), settings.get(Keys.TASK_RESOURCES)),
                        fabric.ships());
        this.datasets = new LocalDatasets(book, fabric, () -> cluster);
        this.broadcasts = new LocalBroadcasts(fabric, () -> cluster);
        this.events = new EventBus(listeners, EventBus.Limits.DEFAULT);
        this.settings = settings;
        this.compilation = settings.get(Keys.PIPELINES);
        this.cluster = newCluster(system);
        this.heapGuard = new Guard("sparrow-heap", heap);
        this.guard = new Guard("sparrow-guard", this::look);
    }

    private LocalCluster cluster() {
        return cluster;
    }

    private LocalCluster newCluster(DriverSystem system) {
        return new LocalCluster(
                system,
                MachinePolicies.limits(settings, fabric.ships()),
                fabric.ships() ? settings.get(Keys.HEARTBEAT_INTERVAL) : Duration.ZERO,
                book,
                fabric,
                events.after(history::onEvent), // what explain tells is known as soon as the job has ended
                news,
                this::wakeGuard);
    }

    // ---- What the guard does ----------------------------------------------------------------------------------------

    private void wakeGuard() {
        if (guard != null) {
            guard.wake();
        }
    }

    private void look() {
        var here = cluster;
        if (here.failure().isPresent()) {
            replace(here);
        }
        var failed = unburied.peek();
        if (failed != null) {
            failed.bury();
            unburied.remove(failed);
        } else if (here.isBusy()) {
            look(here);
        }
    }

    private void look(LocalCluster here) {
        if (heap.isFull()) {
            here.heapIsFull(new Input.HeapFull(HeapGauge.usedBytes(), HeapGauge.maxBytes()));
            heap.ended();
        } else if (heap.hasRoom()) { // else to ask the driver may cost two collections
            here.look();
        }
    }

    /// Jobs that are opened from now on run with a new driver; they find no stage of the old one.
    private synchronized void replace(LocalCluster failed) {
        if (closed.get() || !cluster.equals(failed)) {
            return;
        }
        book.restart(this::drop);
        failed.leave("its driver ended unexpectedly");
        var next = newCluster(DriverSystem.begin());
        unburied.add(failed);
        cluster = next;
    }

    /// One for a new job: whoever heard that one has failed must not meet it again.
    private LocalCluster living() {
        var here = cluster;
        if (here.failure().isPresent()) {
            replace(here);
        }
        return cluster;
    }

    private void drop(StageRegistry.Forgotten forgotten) {
        forgotten.stages().forEach(stage -> cluster.free(new ExecutorCommand.DropStage(stage)));
        forgotten.caches().forEach(datasets::drop);
    }

    // ---- What the context asks for ----------------------------------------------------------------------------------

    @Override
    public Job submit(JobRequest request) {
        if (closed.get()) {
            throw new SparrowException(ErrorCode.CONTEXT_CLOSED, request.label() + ": this context is closed.");
        }
        var here = living();
        var classes = userClasses(request.setting().jars());
        var planned = book.open(request, classes);
        planned.stages()
                .forEach(stage ->
                        stage.program().allCaches().forEach(cache -> news.begins(cache.id(), cache.dataset())));
        var own = classes instanceof IsolatedClasses ? Thread.currentThread().getContextClassLoader() : classes;
        var job = here.submit(planned, request, failuresMax, own);
        book.submitted(planned, stage -> here.tell(new Input.ReleaseOutput(stage)));
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
        cluster.tell(input);
    }

    @Override
    public String explain(Lineage target) {
        var storage = datasets.storage();
        return book.unchanged(() -> Explanation.of(target, storage, compilation) + history.tell(linesOf(target)));
    }

    private static Set<String> linesOf(Lineage target) {
        var lines = new LinkedHashSet<String>();
        LineageWalk.parentsFirst(target).forEach(node -> lines.add(node.header().label().toString()));
        return lines;
    }

    @Override
    public DatasetStore datasets() {
        return datasets;
    }

    @Override
    public BroadcastStore broadcasts() {
        return broadcasts;
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public boolean isLocal() {
        return fabric.isHere();
    }

    @Override
    public void cancelAll(String reason) {
        tell(new Input.CancelAll(reason));
    }

    @Override
    public void awaitEvents() {
        events.awaitDelivered();
    }

    /// Loses an executor with all it holds, as if its process had died; another one takes its place. For seeing what
    /// recovery does and costs.
    ///
    /// @return whether there was one of this name that can be lost
    public boolean loseExecutor(String executor) {
        return cluster.lose(executor, "executor " + executor + " was told to die");
    }

    /// The stores of its executors in this process, for tests that lose blocks.
    public List<BlockStore> stores() {
        return fabric.stores();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        guard.close();
        synchronized (this) {
            unburied.forEach(LocalCluster::bury);
            cluster.close();
        }
        heapGuard.close(); // till here tasks may stand still in a full heap
        events.close();
        fabric.close();
        added.close();
    }
}
