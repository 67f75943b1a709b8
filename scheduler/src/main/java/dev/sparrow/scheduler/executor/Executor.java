/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.config.Compilation;
import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.DriverRequest;
import dev.sparrow.scheduler.protocol.DriverService;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.storage.block.CacheChange;
import dev.sparrow.storage.block.ChunkForm;
import dev.sparrow.storage.block.RemoteBlocks;
import dev.sparrow.storage.block.Site;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// An executor that shares no object with its driver: its blocks, the user's classes, and what it has fetched. What it
/// says and hears is bytes.
///
/// It outlives drivers; each gets [#threads] of its own.
public final class Executor implements AutoCloseable {
    /// So long the news of an attempt's begin waits for other news.
    private static final long START_MILLIS_MAX = 5;

    private final ExecutorId id;
    private final BlockStore blocks;
    private final Compilation compilation;
    private final ExecutorFiles files;
    private final ExecutorClasses classes;
    private final SharedVariables variables;
    private final DriverService driver;
    private final ReportStore reports = new ReportStore();
    private final ScheduledExecutorService timer;

    /// Where messages go now. Null before the first driver.
    private volatile DriverLink link;

    /// @param driver answers what it asks for
    /// @param others have the blocks that are not here
    /// @param classes of the user that are there without asking
    public Executor(
            ExecutorId id,
            DriverService driver,
            RemoteBlocks others,
            MemoryLimits memory,
            Path folder,
            ChunkForm form,
            Compilation compilation,
            ClassLoader classes) {
        this.id = id;
        this.driver = driver;
        this.compilation = compilation;
        this.blocks = new BlockStore(new Site(id, others, this::tell), memory, folder, form);
        this.files = new ExecutorFiles(driver, folder);
        this.classes = new ExecutorClasses(driver, classes, files);
        this.variables = new SharedVariables(driver);
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().daemon().name("sparrow-news-" + id.value()).factory(),
                        new ThreadPoolExecutor.DiscardPolicy()); // nobody hears what is said after the end
    }

    public ExecutorId id() {
        return id;
    }

    public BlockStore blocks() {
        return blocks;
    }

    /// Begins to work for a driver, and leaves the one before.
    ///
    /// @param messages takes [dev.sparrow.scheduler.protocol.ExecutorEvent]s as bytes; must not wait
    public TaskRunner threads(Consumer<byte[]> messages) {
        return threadsOf(new ByteLink(messages, reports, this::later));
    }

    /// As [#threads(Consumer)], with a way for messages that makes bytes of them itself, if need be.
    public TaskRunner threadsOf(DriverLink now) {
        link = now;
        var stages = new FetchedStages(driver, classes, files, variables, blocks);
        return new TaskRunner(
                new ExecutorContext(
                        blocks, compilation, stages, now, Handover.SHIPPED, this::everCached, variables::free));
    }

    private void later(Runnable work) {
        var _ = timer.schedule(work, START_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }

    private boolean everCached(CacheId cache, int partition) {
        return driver.ask(new DriverRequest.EverCached(cache, partition)).isPresent();
    }

    /// A report that was too large for a message, which is given once.
    public Optional<byte[]> takeReport(long number) {
        return reports.take(number);
    }

    private void tell(CacheChange change) {
        var now = link;
        if (now != null) {
            now.tell(new ExecutorEvent.PartitionChanged(change, TaskClock.now()));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        blocks.close();
        reports.clear();
        classes.close();
        files.close();
    }
}
