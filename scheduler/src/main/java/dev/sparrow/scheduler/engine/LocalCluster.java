/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;

import com.typesafe.config.ConfigFactory;

import dev.sparrow.event.Event;
import dev.sparrow.lineage.Label;
import dev.sparrow.scheduler.driver.DriverActor;
import dev.sparrow.scheduler.driver.Submission;
import dev.sparrow.scheduler.event.CacheNews;
import dev.sparrow.scheduler.event.Events;
import dev.sparrow.scheduler.executor.ExecutorActor;
import dev.sparrow.scheduler.machine.Input;
import dev.sparrow.scheduler.machine.Limits;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.storage.block.BlockStore;
import dev.sparrow.value.ExecutorId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// A driver and an executor in this JVM, and the jobs that they run. When one of the two actors fails, all of it has
/// failed: nobody would end its jobs any more, so it is ended, and the engine makes another one.
final class LocalCluster {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final Duration END_WAIT_MAX = Duration.ofSeconds(3);

    /// After so many looks without an answer an actor is stuck. Looks, not seconds: a machine may sleep.
    private static final int UNANSWERED_MAX = 60;

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
    private final DriverActor.Ping ping = new DriverActor.Ping(() -> unanswered.set(0));
    private volatile boolean closing;

    /// Of the guard: the heap was full while an answer was waited for.
    private boolean wasFull;

    /// @param heartbeats how often executors tell that they live; zero if they need not
    /// @param news words for what becomes of cached partitions
    /// @param onFailure told, on any thread, that [#failure] is there; must not wait
    LocalCluster(
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
        var stages = fabric.newStages();
        this.driver =
                ActorSystem.create(
                        DriverActor.create(
                                limits,
                                book,
                                stages,
                                () -> System.nanoTime() / 1_000_000,
                                events,
                                this::gone,
                                this::fail),
                        "sparrow",
                        ConfigFactory.parseMap(AKKA)
                                .withFallback(ConfigFactory.load(ActorSystem.class.getClassLoader())));
        this.members = new CopyOnWriteArrayList<>(fabric.members(stages, this::tell));
        members.forEach(this::join);
        driver.getWhenTerminated().thenRun(() -> fail(new IllegalStateException("Its actor system ended.")));
    }

    private void join(Fabric.Member member) {
        var actor =
                driver.systemActorOf(
                        ExecutorActor.create(member.threads(), member.driver(), heartbeats, this::fail),
                        member.id().toString().replace(':', '-'),
                        Props.empty());
        driver.tell(new DriverActor.Join(member.id(), member.capacity(), member.link().apply(actor::tell)));
    }

    /// Loses an executor with all it holds, under whatever runs there; another one takes its place.
    ///
    /// @return whether there was one of this name
    boolean lose(String executor, String reason) {
        var lost = members.stream().filter(member -> member.id().value().equals(executor)).findAny();
        lost.ifPresent(member -> {
            members.remove(member);
            tell(new Input.ExecutorLost(member.id(), reason));
            replace(member);
        });
        return lost.isPresent();
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
        lost.threads().stop();
        fabric.replace(lost.id(), this::tell)
                .filter(_ -> !closing)
                .ifPresent(other -> {
                    members.add(other);
                    join(other);
                });
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

    /// Runs file work in all executors, see [TaskRunner#tidy].
    void tidy(Consumer<BlockStore> work) {
        members.forEach(member -> member.threads().tidy(work));
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
        members.forEach(member -> member.threads().endAllAtNextCheck()); // The way by the actors takes room.
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
        members.forEach(member -> member.threads().stop());
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
        members.forEach(member -> member.threads().close());
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
