/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import akka.actor.Cancellable;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;

import dev.sparrow.event.Event;
import dev.sparrow.scheduler.event.Events;
import dev.sparrow.scheduler.machine.Input;
import dev.sparrow.scheduler.machine.JobMachine;
import dev.sparrow.scheduler.machine.Limits;
import dev.sparrow.scheduler.machine.Output;
import dev.sparrow.scheduler.machine.Policies;
import dev.sparrow.scheduler.plan.PlannedStage;
import dev.sparrow.scheduler.plan.StageRegistry;
import dev.sparrow.scheduler.protocol.AddedPart;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.ExecutorLink;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.storage.block.CacheChange;
import dev.sparrow.storage.block.MapOutput;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.StageId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The driver of one context: tells the [JobMachine] what happens and carries out what it wants done.
public final class DriverActor extends AbstractBehavior<DriverActor.Command> {

    private static final Logger LOG = LoggerFactory.getLogger(DriverActor.class);

    public sealed interface Command {}

    /// Be this driver, from now on.
    private record Begin(Behavior<Command> driver) implements Command {}

    /// Run a job; `ended` hears of its end exactly once.
    public record SubmitJob(StageRegistry.PlannedJob job, Submission submission) implements Command {}

    /// Something for the machine as it is: a cancellation, a release, a loss.
    public record Tell(Input input) implements Command {}

    /// An executor said something.
    public record FromExecutor(ExecutorId executor, ExecutorEvent event) implements Command {}

    /// Executors are to free what they hold of the value of a broadcast.
    public record FreeBroadcast(long broadcast) implements Command {}

    /// An executor on a host offers task slots and what else it has.
    public record Join(ExecutorId executor, Capacity capacity, String host, ExecutorLink link) implements Command {}

    /// Answers if this driver still gets on with its messages.
    ///
    /// @param executorsToo whether one of its executors has to, which are there then
    public record Ping(Runnable answer, boolean executorsToo) implements Command {}

    /// What nobody wants any more since a job has ended.
    private record Forget(StageRegistry.Forgotten forgotten) implements Command {}

    private enum Wake implements Command {
        UP
    }

    /// The local property that names the pool of a job.
    private static final String POOL = "sparrow.scheduler.pool";

    private final JobMachine machine;
    private final StageRegistry book;
    private final LongSupplier clock;
    private final Events events;
    private final Consumer<ExecutorId> lost;
    private final Consumer<Throwable> failed;
    private final Map<ExecutorId, Join> executors = new HashMap<>();
    private final StageTable stages;
    private final Map<JobId, RunningJob> jobs = new HashMap<>();
    private final Map<StageId, Integer> runs = new HashMap<>();
    private Runnable pong = () -> {};

    /// The next one, of which there is one at most.
    private Cancellable wake = Cancellable.alreadyCancelled();

    /// Who hears of partial results, by result stage.
    private final Map<StageId, Submission.Ended> results = new HashMap<>();

    private final CountedTasks counted = new CountedTasks();

    private record RunningJob(StageRegistry.PlannedJob job, Submission submission, long sinceMillis) {}

    private DriverActor(
            ActorContext<Command> context,
            Limits limits,
            StageRegistry book,
            StageTable stages,
            LongSupplier clock,
            Events events,
            Consumer<ExecutorId> lost,
            Consumer<Throwable> failed) {
        super(context);
        this.lost = lost;
        this.machine = new JobMachine(limits);
        this.book = book;
        this.stages = stages;
        this.clock = clock;
        this.events = events;
        this.failed = failed;
    }

    /// What an actor is before it [becomes][#begin] a driver: its system can start before all that a driver needs.
    public static Behavior<Command> waiting() {
        return Behaviors.receiveMessage(first -> ((Begin) first).driver());
    }

    /// The first message of one that waits: it is the driver of one context, and ends with its actor system.
    ///
    /// @param stages filled by the driver, for executors to ask
    /// @param clock milliseconds from any fixed moment
    /// @param lost told that an executor is; must not wait
    /// @param failed told why, if the driver cannot go on: it ends no job any more
    public static Command begin(
            Limits limits,
            StageRegistry book,
            StageTable stages,
            LongSupplier clock,
            Events events,
            Consumer<ExecutorId> lost,
            Consumer<Throwable> failed) {
        return new Begin(
                Behaviors.setup(
                        context -> new DriverActor(context, limits, book, stages, clock, events, lost, failed)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Command.class, this::onCommand)
                .onSignal(
                        PostStop.class,
                        _ -> {
                            wake.cancel();
                            return this;
                        })
                .build();
    }

    /// After a failure, for want of memory or by a fault of ours, the machine may be half-way in a step.
    private Behavior<Command> onCommand(Command command) {
        try {
            carryOut(command);
            return this;
        } catch (Throwable e) {
            failed.accept(e);
            return Behaviors.stopped();
        }
    }

    private void carryOut(Command command) {
        switch (command) {
            case SubmitJob submit -> onSubmitJob(submit);
            case Tell(var input) -> step(input);
            case FromExecutor(var executor, var event) -> onEvent(executor, event);
            case FreeBroadcast(var broadcast) -> tellAll(new ExecutorCommand.DropBroadcast(broadcast));
            case Join join -> onJoin(join);
            case Forget(var forgotten) -> onForget(forgotten);
            case Ping(var answer, var executorsToo) -> {
                if (executorsToo) {
                    pong = answer;
                    tellAll(new ExecutorCommand.Ping());
                } else {
                    answer.run();
                }
            }
            case Wake.UP -> step(new Input.Tick());
            case Begin _ -> throw new IllegalStateException("It has begun");
        }
    }

    private void onSubmitJob(SubmitJob submit) {
        var job = submit.job();
        var submission = submit.submission();
        job.stages().forEach(stages::add);
        jobs.put(job.id(), new RunningJob(job, submission, clock.getAsLong()));
        results.put(job.stages().getLast().id(), submission.ended());
        events.accept(JobNews.started(job, submission));
        var specs = Lists.map(job.stages(), PlannedStage::spec);
        var properties = job.stages().getLast().setting().job().properties();
        var pool = properties.getOrDefault(POOL, Policies.Sharing.DEFAULT_POOL);
        step(
                new Input.SubmitJob(
                        job.id(), specs, submission.partitions(), submission.failuresMax(), job.caches(), pool));
    }

    private void onEvent(ExecutorId executor, ExecutorEvent event) {
        switch (event) {
            case ExecutorEvent.TasksEnded(var reports) -> onReports(executor, reports);
            case ExecutorEvent.BarrierCalled(var attempt, var operation, var message) ->
                    step(new Input.BarrierCalled(attempt, operation, message));
            case ExecutorEvent.PartitionChanged(var change, _) -> step(ofCache(executor, change));
            case ExecutorEvent.TaskStarted _ -> {} // only told to listeners
            case ExecutorEvent.ReportKept _, ExecutorEvent.TaskNews _ ->
                    throw new IllegalStateException("Not opened: " + event);
            case ExecutorEvent.Heartbeat() -> step(new Input.Heartbeat(executor));
            case ExecutorEvent.Pong() -> pong.run();
        }
    }

    private static Input ofCache(ExecutorId executor, CacheChange change) {
        return switch (change) {
            case CacheChange.Cached _, CacheChange.Spilled _ ->
                    new Input.PartitionCached(change.cache(), change.partition(), executor);
            case CacheChange.Evicted _, CacheChange.Lost _, CacheChange.Dropped _ ->
                    new Input.PartitionEvicted(change.cache(), change.partition(), executor);
        };
    }

    /// What is meant for one that is gone is lost with it.
    private void tell(ExecutorId executor, ExecutorCommand command) {
        var joined = executors.get(executor);
        if (joined != null) {
            joined.link().tell(command);
        }
    }

    private void tellAll(ExecutorCommand command) {
        executors.values().forEach(executor -> executor.link().tell(command));
    }

    /// Tasks that were launched together mostly all finish, so that the machine decides once for all of them.
    private void onReports(ExecutorId executor, List<TaskReport> reports) {
        var finished = new ArrayList<Input>(reports.size());
        for (var report : reports) {
            if (report instanceof TaskReport.Finished one) {
                finished.add(onFinished(executor, one));
            } else {
                step(finished);
                finished.clear();
                onReport(executor, report);
            }
        }
        step(finished);
    }

    private Input onFinished(ExecutorId executor, TaskReport.Finished report) {
        var attempt = report.attempt();
        var metrics = report.metrics();
        report.lost().forEach(one -> events.accept(one, report.at()));
        events.accept(new Event.TaskFinished(attempt, executor, metrics), report.at());
        warnOfInvalidText(attempt, metrics.invalidTextBytes());
        if (machine.awaits(attempt)) {
            onAwaited(attempt, report.output(), report.added());
        }
        return new Input.TaskFinished(attempt, report.output(), metrics.ran());
    }

    private void onReport(ExecutorId executor, TaskReport report) {
        switch (report) {
            case TaskReport.Finished finished -> step(onFinished(executor, finished));
            case TaskReport.Failed(var attempt, var failure, var reason, var at) -> {
                events.accept(new Event.TaskFailed(attempt, executor, reason), at);
                tellOfLoss(attempt, failure, reason);
                step(new Input.TaskFailed(attempt, failure));
            }
            case TaskReport.Returned(var attempt, _) -> step(new Input.TaskReturned(attempt));
            case TaskReport.Stopped(var attempt, var at) -> {
                events.accept(new Event.TaskFailed(attempt, executor, "cancelled"), at);
                step(new Input.TaskEnded(attempt));
            }
        }
    }

    /// Every task that misses the same outputs says so; they are made again once.
    private void tellOfLoss(AttemptId reader, TaskFailure failure, String reason) {
        if (failure instanceof TaskFailure.InputLost(var producer, var partitions)) {
            stages.find(producer).ifPresent(stage -> events.accept(JobNews.lost(stage, partitions, reason, reader)));
        }
    }

    private void onAwaited(AttemptId attempt, Object output, List<AddedPart> added) {
        if (counted.first(attempt) && !added.isEmpty()) {
            var waiting =
                    machine.jobsThatNeed(attempt.stage()).stream()
                            .map(job -> jobs.get(job).submission().ended())
                            .toList();
            for (var part : added) {
                var arrivals =
                        stages.added(attempt.stage(), part)
                                .count(failure -> waiting.forEach(job -> job.notMerged(failure)));
                waiting.forEach(job -> job.counts(arrivals));
            }
        }
        var ended = results.get(attempt.stage());
        if (ended != null) {
            ended.finished(attempt.partition(), (Parcel) output);
        }
    }

    private void warnOfInvalidText(AttemptId attempt, long bytes) {
        if (bytes == 0) {
            return;
        }
        stages.find(attempt.stage())
                .ifPresent(stage -> events.accept(JobNews.invalidText(stage, attempt.partition(), bytes)));
    }

    private void onJoin(Join join) {
        executors.put(join.executor(), join);
        events.accept(JobNews.joined(join));
        step(new Input.ExecutorJoined(join.executor(), join.capacity(), join.host()));
    }

    private void step(Input input) {
        step(List.of(input));
    }

    private void step(List<Input> inputs) {
        if (!inputs.isEmpty()) {
            machine.step(inputs, clock.getAsLong()).forEach(this::carryOut);
        }
    }

    private void carryOut(Output output) {
        switch (output) {
            case Output.LaunchTasks launch -> launch(launch, List.of());
            case Output.LaunchGang(var members) -> {
                var hosts = Lists.map(members, member -> executors.get(member.executor()).host());
                members.forEach(member -> launch(member, hosts));
            }
            case Output.RecallTasks(var attempts, var executor) ->
                    tell(executor, new ExecutorCommand.RecallTasks(attempts));
            case Output.InterruptTask(var attempt, var executor) ->
                    tell(executor, new ExecutorCommand.InterruptTask(attempt));
            case Output.AbandonTask(var attempt, var executor) ->
                    tell(executor, new ExecutorCommand.AbandonTask(attempt));
            case Output.BarrierOver(var attempt, var executor, var gathered) ->
                    tell(executor, new ExecutorCommand.BarrierOver(attempt, gathered));
            case Output.BarrierBroken(var attempt, var executor, var why) ->
                    tell(executor, new ExecutorCommand.BarrierBroken(attempt, why));
            case Output.DiscardOutput(_, var unwanted) -> discard(unwanted);
            case Output.JobSucceeded(var job, var results) -> {
                var running = end(job, "");
                running.submission().ended().succeeded(results);
            }
            case Output.JobFailed(var job, var failure) -> {
                var text = FailureText.of(Submission.name(jobs.get(job).submission().label(), job), failure);
                JobNews.failedStage(failure, text).ifPresent(events);
                var running = end(job, text);
                running.submission().ended().failed(failure, text);
            }
            case Output.StageSkipped _, Output.RefuseExecutor _ -> {}
            case Output.CacheBegun(var cache) -> book.begun(cache);
            case Output.ExecutorGone(var executor, var reason) -> {
                executors.remove(executor);
                events.accept(new Event.ExecutorLeft(executor, reason));
                lost.accept(executor);
            }
            case Output.Warn(var text) -> {
                LOG.warn(text); // a job that waits for executors waits in silence otherwise
                events.accept(new Event.Warning(text));
            }
            case Output.StageStarted(var stage, var name, var tasks, var run) -> {
                runs.put(stage, run);
                events.accept(new Event.StageStarted(stage, name, tasks, run));
            }
            case Output.StageFinished(var stage, var took) -> {
                book.completed(stage);
                events.accept(new Event.StageFinished(stage, took));
            }
            case Output.FreeOutput(_, var freed) -> freed.forEach(this::discard);
            case Output.DropOutput(var stage) -> drop(stage);
            case Output.WakeAt(var timeMillis) -> wakeIn(Math.max(0, timeMillis - clock.getAsLong()));
        }
    }

    private void wakeIn(long millis) {
        wake.cancel();
        wake = getContext().scheduleOnce(Duration.ofMillis(millis), getContext().getSelf(), Wake.UP);
    }

    private void launch(Output.LaunchTasks launch, List<String> hosts) {
        var stage = launch.attempts().getFirst().stage();
        var inputs = stages.inputsNow(stage, machine::stateOf);
        executors
                .get(launch.executor())
                .link()
                .tell(
                        new ExecutorCommand.RunTasks(
                                launch.attempts(), runs.get(stage), stages.ref(stage), inputs, launch.grant(), hosts));
    }

    private void discard(Object unwanted) {
        switch (unwanted) {
            case MapOutput blocks -> tellAll(new ExecutorCommand.DropOutput(blocks.id()));
            case Parcel parcel -> parcel.release();
            default -> throw new IllegalStateException("No output of a task: " + unwanted);
        }
    }

    private void drop(StageId id) {
        forget(id)
                .filter(stage -> stage.spec().kind() instanceof StageKind.Exchange)
                .ifPresent(_ -> tellAll(new ExecutorCommand.DropStage(id)));
    }

    /// All that is known of a stage. Empty if nothing is.
    private Optional<PlannedStage> forget(StageId id) {
        results.remove(id);
        counted.forget(id);
        runs.remove(id);
        return stages.remove(id);
    }

    private void drop(CacheId cache) {
        step(new Input.CacheDropped(cache));
        tellAll(new ExecutorCommand.DropCache(cache));
    }

    private RunningJob end(JobId id, String error) {
        var running = jobs.remove(id);
        forget(running.job().stages().getLast().id());
        var took = Duration.ofMillis(clock.getAsLong() - running.sinceMillis());
        events.accept(new Event.JobFinished(id, took, error));
        var self = getContext().getSelf();
        book.close(id, forgotten -> self.tell(new Forget(forgotten)));
        return running;
    }

    private void onForget(StageRegistry.Forgotten forgotten) {
        forgotten.stages().forEach(stage -> step(new Input.ReleaseStage(stage)));
        forgotten.caches().forEach(this::drop);
    }
}
