/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.executor;

import dev.sparrow.scheduler.executor.Executor;
import dev.sparrow.scheduler.executor.ReportForm;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.spark.task.BlockKey;
import dev.sparrow.spark.task.ProgramRdd;
import dev.sparrow.spark.task.Report;
import dev.sparrow.spark.task.TaskFailed;
import dev.sparrow.storage.block.BlockUnavailable;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.storage.block.PortableBlock;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.StageId;

import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskKilledException;
import org.apache.spark.util.TaskCompletionListener;

import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A task of Spark's that runs a partition of one of our programs. One thread of Spark's waits for it; another one, of
/// our own, computes.
final class SparkTask {
    /// The task whose program the calling thread runs.
    private static final ThreadLocal<SparkTask> CURRENT = new ThreadLocal<>();

    private final ProgramRdd program;
    private final int partition;
    private final TaskContext context;
    private final Executor executor;
    private final CompletableFuture<TaskReport> ended = new CompletableFuture<>();

    SparkTask(ProgramRdd program, int partition, TaskContext context, Executor executor) {
        this.program = program;
        this.partition = partition;
        this.context = context;
        this.executor = executor;
    }

    /// Null on a thread that runs none.
    static SparkTask current() {
        return CURRENT.get();
    }

    ProgramRdd program() {
        return program;
    }

    TaskContext context() {
        return context;
    }

    StageId stage() {
        return new StageId(program.stage());
    }

    /// Whether it is at work to make this cached partition.
    boolean makes(CacheId cache, int wanted) {
        return program.makesCache() == cache.value() && wanted == partition;
    }

    // ---- On our thread ----------------------------------------------------------------------------------------------

    void begin() {
        CURRENT.set(this);
        TaskContext$.MODULE$.setTaskContext(context);
    }

    void end(TaskReport report) {
        TaskContext$.MODULE$.unset();
        CURRENT.remove();
        ended.complete(report);
    }

    /// Spark's own meeting of the tasks; returns when all have come to it.
    List<String> meet(BarrierRounds.Operation operation, String message) {
        var all = ((BarrierTaskContext) context).allGather(operation.name() + ":" + message);
        return List.of(all).stream().map(one -> one.substring(one.indexOf(':') + 1)).toList();
    }

    // ---- On Spark's thread ------------------------------------------------------------------------------------------

    /// Waits for its end.
    ///
    /// @param stop asks it to end
    Iterator<Object> outcome(Runnable stop) {
        return switch (await(stop)) {
            case TaskReport.Finished finished -> outcome(finished);
            case TaskReport.Failed failed -> throw failure(failed);
            case TaskReport.Stopped _, TaskReport.Returned _ ->
                    throw new TaskKilledException(
                            context.getKillReason().isDefined()
                                    ? context.getKillReason().get()
                                    : "nobody waits for it any more");
        };
    }

    private TaskReport await(Runnable stop) {
        while (true) {
            try {
                return ended.get();
            } catch (InterruptedException e) {
                stop.run(); // Spark wants its thread back, and gets it when ours has ended
            } catch (ExecutionException e) {
                throw new IllegalStateException(e); // nobody completes it so
            }
        }
    }

    /// A failure of Spark's own, such as lost blocks, is for Spark to mend.
    private RuntimeException failure(TaskReport.Failed failed) {
        if (context.fetchFailed().isDefined()) {
            SparkTask.<RuntimeException>throwAsItIs(context.fetchFailed().get());
        }
        return new TaskFailed(failed.reason(), report(failed));
    }

    @SuppressWarnings("unchecked") // Spark's methods declare no exceptions
    private static <E extends Throwable> void throwAsItIs(Throwable e) throws E {
        throw (E) e;
    }

    private Report report(TaskReport report) {
        return new Report(program.stage(), partition, SparkEnv.get().executorId(), ReportForm.encode(report));
    }

    private Iterator<Object> outcome(TaskReport.Finished finished) {
        var report = report(finished);
        return switch (program.makes()) {
            case RESULT -> {
                ((Parcel) finished.output()).release();
                yield CollectionConverters.asScala(List.<Object>of(report).iterator());
            }
            case BLOCKS -> {
                program.reports().add(report);
                yield blocks((MapOutput) finished.output());
            }
            case CACHED -> {
                program.reports().add(report);
                yield cached();
            }
        };
    }

    private Iterator<Object> blocks(MapOutput output) {
        context.addTaskCompletionListener((TaskCompletionListener) _ -> executor.blocks().drop(output));
        var partitions = IntStream.builder();
        output.sizes().forEach((each, _, _) -> partitions.add(each));
        var all =
                partitions
                        .build()
                        .boxed()
                        .flatMap(each -> parts(each, executor.blocks().serve(output.id(), each).orElseThrow()))
                        .iterator();
        return CollectionConverters.asScala(all);
    }

    private Stream<Object> parts(int reduce, PortableBlock block) {
        var parts = Stream.<Object>builder();
        var number = 0;
        for (var bytes = next(block); bytes.isPresent(); bytes = next(block)) {
            parts.add(new Tuple2<>(new BlockKey(reduce, partition, number++), bytes.get()));
        }
        return parts.build();
    }

    private Iterator<Object> cached() {
        var store = executor.blocks().cached();
        var cache = new CacheId(program.makesCache());
        context.addTaskCompletionListener((TaskCompletionListener) _ -> store.lose(cache, partition));
        var block =
                store.serve(cache, partition)
                        .orElseThrow(() -> new IllegalStateException("A partition that was made is not there"));
        return CollectionConverters.asScala(
                new java.util.Iterator<Object>() {
                    private Optional<byte[]> next = SparkTask.next(block);

                    @Override
                    public boolean hasNext() {
                        if (next.isEmpty()) {
                            store.lose(cache, partition); // Spark has all of it
                        }
                        return next.isPresent();
                    }

                    @Override
                    public Object next() {
                        var bytes = next.orElseThrow(NoSuchElementException::new);
                        next = SparkTask.next(block);
                        return bytes;
                    }
                });
    }

    private static Optional<byte[]> next(PortableBlock block) {
        try {
            return block.next();
        } catch (BlockUnavailable e) {
            throw new IllegalStateException("What this task has made is gone", e);
        }
    }
}
