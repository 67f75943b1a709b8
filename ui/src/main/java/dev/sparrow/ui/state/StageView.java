/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/// A stage at a moment.
public final class StageView {
    private static final int SAMPLED_MAX = 20_000;

    private final Moment moment;
    private final StageState stage;
    private Counts counts;

    /// How far a stage is.
    public enum Status {
        /// In a plan, and not begun.
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        /// What it makes was there, so it did not run.
        SKIPPED
    }

    /// Its attempts by what became of them.
    ///
    /// @param tasks how many the runs so far have, all together
    public record Counts(int tasks, int running, int done, int failed, int cancelled) {}

    /// Of the attempts that did their work: the least, the quarters and the greatest.
    public record Quantiles(int count, long least, long quarter, long median, long threeQuarters, long greatest) {
        private static final Quantiles NONE = new Quantiles(0, 0, 0, 0, 0, 0);

        /// How many times the median the greatest is; 1 if there is no median.
        public double skew() {
            return median <= 0 ? 1 : (double) greatest / median;
        }
    }

    StageView(Moment moment, StageState stage) {
        this.moment = moment;
        this.stage = stage;
    }

    static boolean hasBegun(StageState stage, long at) {
        return !stage.runs().isEmpty() && stage.runs().getFirst().start() <= at;
    }

    static boolean isPlanned(StageState stage, long at) {
        return !stage.jobs().isEmpty() && stage.jobs().getFirst().start() <= at;
    }

    // ---- What it is -------------------------------------------------------------------------------------------------

    public RunFacts facts() {
        return moment.facts();
    }

    /// Where an executor is; empty if that is not known.
    public String host(ExecutorId id) {
        return moment.run().executors().stream()
                .filter(executor -> executor.id().equals(id))
                .map(ExecutorState::host)
                .findFirst()
                .orElse("");
    }

    public StageId id() {
        return stage.id();
    }

    public String name() {
        return stage.name();
    }

    public Collection<StageId> parents() {
        return stage.parents();
    }

    public int partitions() {
        return stage.partitions();
    }

    public List<DatasetOutline> datasets() {
        return stage.datasets();
    }

    /// Where the program has it, such as `WordCount.java:31`; the whole name if that has no line.
    public String line() {
        var at = name().lastIndexOf(" at ");
        return at < 0 ? name() : name().substring(at + 4);
    }

    /// The attempts of the whole run: look at [#at] to see which of them are of this moment.
    public TaskTable tasks() {
        return stage.tasks();
    }

    public Map<String, StageState.OnDisk> spills() {
        return stage.spills();
    }

    // ---- How far it is ----------------------------------------------------------------------------------------------

    public long at() {
        return moment.at();
    }

    /// Those that have begun.
    public List<StageState.Run> runs() {
        return stage.runs().stream().filter(run -> run.start() <= at()).toList();
    }

    public Status status() {
        var runs = runs();
        if (runs.isEmpty()) {
            return jobs().stream().anyMatch(job -> job.status() == JobView.Status.RUNNING)
                    ? Status.WAITING
                    : Status.SKIPPED;
        }
        var run = runs.getLast();
        if (run.end() > at()) {
            return Status.RUNNING;
        }
        return run.failure().isEmpty() ? Status.DONE : Status.FAILED;
    }

    public boolean hasRun() {
        return hasBegun(stage, at());
    }

    /// When its first run began; the moment if none has.
    public long start() {
        return runs().stream().mapToLong(StageState.Run::start).min().orElse(at());
    }

    /// When its last run ended, or the moment.
    public long end() {
        return runs().stream().mapToLong(run -> Math.min(run.end(), at())).max().orElse(at());
    }

    /// How long its runs took.
    public long took() {
        return runs().stream().mapToLong(run -> Math.min(run.end(), at()) - run.start()).sum();
    }

    /// Why its last run failed; empty if it did not.
    public String failure() {
        return status() == Status.FAILED ? runs().getLast().failure() : "";
    }

    /// The jobs that have it in their plans, in the order in which they were started.
    public List<JobView> jobs() {
        return stage.jobs().stream().filter(job -> job.start() <= at()).map(job -> new JobView(moment, job)).toList();
    }

    public Counts counts() {
        if (counts == null) {
            counts = moment.isLast() ? countsNow() : countsThen();
        }
        return counts;
    }

    private int planned() {
        return runs().stream().mapToInt(StageState.Run::tasks).sum();
    }

    private Counts countsNow() {
        var cancelled = stage.tasks().rows() - stage.done() - stage.failed();
        return new Counts(planned(), stage.tasks().runningCount(), stage.done(), stage.failed(), cancelled);
    }

    private Counts countsThen() {
        var tasks = stage.tasks();
        var running = (int) tasks.running().stream().filter(one -> one.start() <= at()).count();
        var ended = new int[TaskTable.Status.COUNT];
        for (var row = 0; row < tasks.rows(); row++) {
            if (tasks.end(row) <= at()) {
                ended[tasks.status(row).code()]++;
            } else if (tasks.start(row) <= at()) {
                running++;
            }
        }
        return new Counts(
                planned(),
                running,
                ended[TaskTable.Status.DONE.code()],
                ended[TaskTable.Status.FAILED.code()],
                ended[TaskTable.Status.CANCELLED.code()]);
    }

    // ---- Its figures ------------------------------------------------------------------------------------------------

    /// Of all attempts that have done their work, those of later runs, too.
    public long total(Figure figure) {
        if (moment.isLast()) {
            return stage.total(figure);
        }
        return stage.tasks().sums(figure, at()).sum();
    }

    /// Of many attempts the quarters are those of every so many, which tells them well enough.
    public Quantiles quantiles(Figure figure) {
        var tasks = stage.tasks();
        var sums = tasks.sums(figure, at());
        if (sums.count() == 0) {
            return Quantiles.NONE;
        }
        var every = 1 + tasks.rows() / SAMPLED_MAX;
        var values = new long[tasks.rows() / every + 1];
        var count = 0;
        for (var row = 0; row < tasks.rows(); row += every) {
            if (tasks.isDone(row, at())) {
                values[count++] = tasks.figure(figure, row);
            }
        }
        if (count == 0) {
            values[count++] = sums.least();
        }
        Arrays.sort(values, 0, count);
        var last = count - 1;
        return new Quantiles(
                sums.count(), sums.least(), values[last / 4], values[last / 2], values[last * 3 / 4], sums.greatest());
    }

    /// The row of the attempt that has the most of something; empty if none has done its work.
    public Optional<Integer> heaviest(Figure figure) {
        var tasks = stage.tasks();
        var greatest = tasks.sums(figure, at()).greatest();
        for (var row = 0; row < tasks.rows(); row++) {
            if (tasks.figure(figure, row) == greatest && tasks.isDone(row, at())) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /// Shows the rows of attempts that have done their work.
    public void eachDone(IntConsumer rows) {
        var tasks = stage.tasks();
        for (var row = 0; row < tasks.rows(); row++) {
            if (tasks.isDone(row, at())) {
                rows.accept(row);
            }
        }
    }
}
