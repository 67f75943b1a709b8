/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;

import dev.sparrow.event.Event;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.driver.DriverActor;
import dev.sparrow.scheduler.driver.Submission;
import dev.sparrow.scheduler.event.CacheNews;
import dev.sparrow.scheduler.event.Events;
import dev.sparrow.scheduler.executor.ExecutorActor;
import dev.sparrow.scheduler.executor.TaskRunner;
import dev.sparrow.scheduler.machine.Input;
import dev.sparrow.scheduler.machine.Limits;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.ExecutorLink;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.value.ExecutorId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A driver and an executor in this JVM, and the jobs that they run. When one of the two actors fails, all of it has
/// failed: nobody would end its jobs any more, so it is ended, and the engine makes another one.
final class LocalCluster {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final Duration END_WAIT_MAX = Duration.ofSeconds(3);

    /// After so many looks without an answer an actor is stuck. Looks, not seconds: a machine may sleep.
    private static final int UNANSWERED_MAX = 60;

    private final Events events;
    private final Duration heartbeats;
    private final CacheNews news;
    private final Runnable onFailure;
    private final ActorSystem<DriverActor.Command> driver;
    private final Fabric fabric;
    private final List<Fabric.Member> members;
    private final Set<SubmittedJob> running = ConcurrentHashMap.newKeySet();
    private final Object ending = new Object();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final DriverActor.Ping ping;
    private final Fabric.Driver way = new Way();
    private volatile boolean closing;

    /// Of the guard: the heap was full while an answer was waited for.
    private boolean wasFull;

    /// What the fabric tells of executors.
    private final class Way implements Fabric.Driver {
        @Override
        public void tell(ExecutorId executor, ExecutorEvent event) {
            LocalCluster.this.tell(executor, event);
        }

        @Override
        public void joined(Fabric.Member executor) {
            join(executor);
        }

        @Override
        public void lost(ExecutorId executor, String reason) {
            lose(executor, reason);
        }

        @Override
        public void hopeless(String reason) {
            LocalCluster.this.tell(new Input.CancelAll(reason));
        }
    }

    /// @param system of which this becomes the only user
    /// @param heartbeats how often executors tell that they live; zero if they need not
    /// @param news words for what becomes of cached partitions
    /// @param onFailure told, on any thread, that [#failure] is there; must not wait
    LocalCluster(
            DriverSystem system,
            Limits limits,
            Duration heartbeats,
            StageRegistry book,
            Fabric fabric,
            Events events,
            CacheNews news,
            Runnable onFailure) {
        this.events = events;
        this.heartbeats = heartbeats;
        this.news = news;
        this.onFailure = onFailure;
        this.fabric = fabric;
        // Those of other processes have leases.
        this.ping = new DriverActor.Ping(() -> unanswered.set(0), fabric.isHere());
        var stages = fabric.newStages();
        this.driver = system.get();
        driver.tell(
                DriverActor.begin(
                        limits, book, stages, () -> System.nanoTime() / 1_000_000, events, this::gone, this::fail));
        this.members = new CopyOnWriteArrayList<>();
        fabric.members(stages, way).forEach(this::join);
        driver.getWhenTerminated().thenRun(() -> fail(new IllegalStateException("Its actor system ended.")));
    }

    private void join(Fabric.Member member) {
        members.add(member);
        driver.tell(new DriverActor.Join(member.id(), member.capacity(), member.host(), member.begin(this::actor)));
    }

    private ExecutorLink actor(ExecutorId executor, TaskRunner threads) {
        return driver.systemActorOf(
                        ExecutorActor.create(threads, heartbeats, this::fail),
                        executor.toString().replace(':', '-'),
                        Props.empty())
                ::tell;
    }

    /// Loses an executor with all it holds, under whatever runs there; another one takes its place.
    ///
    /// @return whether there was one of this name
    boolean lose(String executor, String reason) {
        var lost = members.stream().filter(member -> member.id().value().equals(executor)).findAny();
        lost.ifPresent(member -> lose(member.id(), reason));
        return lost.isPresent();
    }

    private void lose(ExecutorId executor, String reason) {
        members.stream()
                .filter(member -> member.id().equals(executor))
                .findAny()
                .filter(members::remove)
                .ifPresent(member -> {
                    tell(new Input.ExecutorLost(executor, reason));
                    replace(member);
                });
    }

    /// The driver counts an executor as lost. Does not wait.
    private void gone(ExecutorId executor) {
        members.stream()
                .filter(member -> member.id().equals(executor))
                .findAny()
                .filter(members::remove)
                .ifPresent(member ->
                        Thread.ofPlatform().daemon().name("sparrow-replace-" + executor).start(() -> replace(member)));
    }

    private void replace(Fabric.Member lost) {
        lost.stop();
        fabric.replace(lost.id(), way).filter(_ -> !closing).ifPresent(this::join);
    }

    /// What only listeners want need not wake the driver.
    private void tell(ExecutorId executor, ExecutorEvent event) {
        switch (event) {
            case ExecutorEvent.TaskStarted(var attempt, var at) ->
                    events.accept(new Event.TaskStarted(attempt, executor), at);
            case ExecutorEvent.PartitionChanged(var change, var at) -> {
                news.event(executor, change).ifPresent(told -> events.accept(told, at));
                driver.tell(new DriverActor.FromExecutor(executor, event));
            }
            case ExecutorEvent.TasksEnded _,
                    ExecutorEvent.TaskNews _,
                    ExecutorEvent.ReportKept _,
                    ExecutorEvent.BarrierCalled _,
                    ExecutorEvent.Heartbeat _,
                    ExecutorEvent.Pong _ ->
                    driver.tell(new DriverActor.FromExecutor(executor, event));
        }
    }

    /// Has executors free their copies of the value of a broadcast.
    void freeBroadcast(long id) {
        driver.tell(new DriverActor.FreeBroadcast(id));
    }

    private void fail(Throwable cause) {
        if (failure.compareAndSet(null, cause)) {
            onFailure.run();
        }
    }

    /// Why it runs no job any more, if so.
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /// Has all executors free something, past the driver.
    void free(ExecutorCommand command) {
        members.forEach(member -> member.free(command));
    }

    boolean isBusy() {
        return !running.isEmpty();
    }

    SubmittedJob submit(StageRegistry.PlannedJob planned, JobRequest request, int failuresMax, ClassLoader classes) {
        Label label = request.label();
        var job =
                new SubmittedJob(
                        planned.id(),
                        label,
                        classes,
                        reason -> tell(new Input.CancelJob(planned.id(), reason)),
                        running::remove);
        fabric.prepare(planned);
        running.add(job);
        driver.tell(
                new DriverActor.SubmitJob(
                        planned, new Submission(label, request.description(), request.partitions(), failuresMax, job)));
        failure().ifPresent(_ -> endJobs());
        return job;
    }

    void tell(Input input) {
        driver.tell(new DriverActor.Tell(input));
    }

    /// Ends all jobs since the heap is full.
    void heapIsFull(Input.HeapFull full) {
        tell(full);
        for (var member : members) { // The way by the actors takes room, and so would a lambda.
            member.endAllAtNextCheck();
        }
    }

    /// Sees to it that a driver that is stuck is known to be.
    void look() {
        var asked = unanswered.incrementAndGet();
        wasFull = HeapGauge.isFull() || (wasFull && asked > 1);
        if (asked > UNANSWERED_MAX) {
            var what = "It did not answer for half a minute.";
            fail(wasFull ? new OutOfMemoryError(what) : new IllegalStateException(what));
        }
        if (asked == 1) { // since the last answer; while the heap is full, each message costs a collection
            driver.tell(ping);
        }
    }

    /// Ends what is left of it after its [#failure]: jobs, tasks, actors.
    ///
    /// @throws OutOfMemoryError where there is no room for all of it; then it is to be called again
    void bury() {
        endJobs();
        members.forEach(Fabric.Member::stop);
        driver.terminate();
        LOG.error("The driver ended unexpectedly; the jobs that ran have failed, and a new one begins", failure.get());
    }

    /// Tells that its executors are not there any more, or will join another driver.
    void leave(String cause) {
        members.forEach(member -> events.accept(new Event.ExecutorLeft(member.id(), cause)));
    }

    /// Nobody ends them any more, so whoever waits for one must be told. Each is known until it has ended.
    private void endJobs() {
        synchronized (ending) {
            for (var job : running) {
                end(job);
            }
        }
    }

    private void end(SubmittedJob job) {
        if (closing) {
            job.closed();
        } else {
            job.orphaned(failure.get(), text -> events.accept(new Event.JobFinished(job.id(), job.age(), text)));
        }
    }

    /// Ends jobs with an error, waits for a while until they have ended, and frees all threads.
    void close() {
        closing = true;
        tell(new Input.Close("close() was called"));
        running.forEach(job -> job.awaitEnd(END_WAIT_MAX));
        driver.terminate();
        members.forEach(Fabric.Member::close);
        try {
            driver.getWhenTerminated().toCompletableFuture().get(END_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The driver did not end within {}", END_WAIT_MAX, e);
        }
        endJobs();
        leave("the context was closed");
    }
}
