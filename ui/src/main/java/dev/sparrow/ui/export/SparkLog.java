/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.export;

import dev.sparrow.ui.log.JsonLine;
import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageState;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.ui.state.TaskTable;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

/// A run as an event log of Spark's, version 1 (one file of JSON lines).
///
/// Spark's listeners count what they hear in its order, so lines are sorted by time, and what happens at one time by
/// what has to come first. A stage that a job finds done is another stage in Spark, which it then shows as skipped: a
/// stage of the same id would replace the one that ran. What did not end before the run did ends with it, since Spark
/// shows as active what has no end.
public final class SparkLog {
    private final Moment moment;
    private final List<Line> lines = new ArrayList<>();

    private int fresh;
    private int tasks;

    /// What has to come first at one time.
    private enum Order {
        BEGIN,
        JOB,
        STAGE,
        TASK,
        TASK_END,
        STAGE_END,
        JOB_END,
        END
    }

    private record Line(long at, Order order, String text) {}

    private SparkLog(Moment moment) {
        this.moment = moment;
        this.fresh = 1 + moment.stages().stream().mapToInt(stage -> stage.id().value()).max().orElse(0);
    }

    /// Writes a run.
    ///
    /// @param out takes lines, without their ends
    public static void write(Moment moment, Consumer<String> out) {
        var log = new SparkLog(moment);
        log.application();
        moment.jobs().forEach(log::job);
        moment.stages().stream().filter(StageView::hasRun).forEach(log::stage);
        log.lines.sort(Comparator.comparingLong(Line::at).thenComparing(Line::order));
        log.lines.forEach(line -> out.accept(line.text()));
    }

    private void add(long at, Order order, JsonLine line) {
        lines.add(new Line(at, order, line.close().toString()));
    }

    private static JsonLine event(String name) {
        return new JsonLine().open().put("Event", "SparkListener" + name);
    }

    private long millis(long micros) {
        return moment.facts().instant(micros).toEpochMilli();
    }

    // ---- The application --------------------------------------------------------------------------------------------

    private void application() {
        var facts = moment.facts();
        add(Long.MIN_VALUE, Order.BEGIN, event("LogStart").put("Spark Version", "4.2.0"));
        add(
                0,
                Order.BEGIN,
                event("ApplicationStart")
                        .put("App Name", facts.app())
                        .put("App ID", facts.id())
                        .put("Timestamp", millis(0))
                        .put("User", "sparrow"));
        add(0, Order.BEGIN, environment());
        for (var view : moment.executors()) {
            var executor = view.executor();
            var joined = event("ExecutorAdded").put("Timestamp", millis(executor.joined()));
            joined.put("Executor ID", executor.id().toString()).name("Executor Info").open();
            joined.put("Host", executor.host()).put("Total Cores", executor.slots()).name("Log Urls").open().close();
            joined.name("Attributes").open().close().name("Resources").open().close().put("Resource Profile Id", 0);
            add(executor.joined(), Order.BEGIN, joined.close());
            if (!view.present()) {
                add(
                        executor.left(),
                        Order.END,
                        event("ExecutorRemoved")
                                .put("Timestamp", millis(executor.left()))
                                .put("Executor ID", executor.id().toString())
                                .put("Removed Reason", executor.cause()));
            }
        }
        add(Long.MAX_VALUE, Order.END, event("ApplicationEnd").put("Timestamp", millis(moment.at())));
    }

    private JsonLine environment() {
        var line = event("EnvironmentUpdate").name("JVM Information").open().close().name("Spark Properties").open();
        moment.facts().settings().forEach(setting -> line.put(setting.name(), setting.value()));
        line.put("spark.app.name", moment.facts().app()).put("spark.app.id", moment.facts().id());
        line.put("spark.master", moment.facts().master()).close();
        line.name("Hadoop Properties").open().close().name("System Properties").open().close();
        return line.name("Metrics Properties").open().close().name("Classpath Entries").open().close();
    }

    // ---- Jobs -------------------------------------------------------------------------------------------------------

    private void job(JobView job) {
        var ids = new HashMap<StageId, Integer>();
        var stages = job.stages();
        for (var stage : stages) {
            if (job.ran(stage)) {

                ids.put(stage.id(), stage.id().value());
            } else {
                ids.put(stage.id(), fresh++);
            }
        }
        var line = event("JobStart").put("Job ID", job.id().value()).put("Submission Time", millis(job.start()));
        line.name("Stage Infos").openArray();
        stages.forEach(stage -> SparkStageInfo.write(line, stage, ids, firstRun(job, stage)));
        line.closeArray().name("Stage IDs").openArray();
        stages.forEach(stage -> line.value(ids.get(stage.id())));
        line.closeArray().name("Properties").open();
        job.said().description().ifPresent(said -> line.put("spark.job.description", said));
        job.said().group().ifPresent(group -> line.put("spark.jobGroup.id", group));
        if (!job.said().tags().isEmpty()) {
            line.put("spark.job.tags", String.join(",", job.said().tags()));
        }
        add(job.start(), Order.JOB, line.close());
        var ended = event("JobEnd").put("Job ID", job.id().value()).put("Completion Time", millis(job.end()));
        ended.name("Job Result").open();
        var result =
                switch (job.status()) {
                    case DONE -> ended.put("Result", "JobSucceeded").close();
                    case FAILED -> failed(ended, job.error());
                    case RUNNING -> failed(ended, "the log ends here");
                };
        add(job.end(), Order.JOB_END, result);
    }

    private static JsonLine failed(JsonLine ended, String message) {
        ended.put("Result", "JobFailed").name("Exception").open().put("Message", message);
        return ended.name("Stack Trace").openArray().closeArray().close().close();
    }

    /// The number of the first run of a stage within a job.
    private static int firstRun(JobView job, StageView stage) {
        var runs = stage.runs();
        for (var i = 0; i < runs.size(); i++) {
            if (runs.get(i).start() >= job.start() && runs.get(i).start() <= job.end()) {
                return i;
            }
        }
        return 0;
    }

    // ---- Stages and tasks -------------------------------------------------------------------------------------------

    private void stage(StageView stage) {
        var runs = stage.runs();
        for (var i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            var end = Math.min(run.end(), i + 1 < runs.size() ? runs.get(i + 1).start() : moment.at());
            var begun = event("StageSubmitted").name("Stage Info").open();
            SparkStageInfo.members(begun, stage, i, run.tasks());
            begun.put("Submission Time", millis(run.start())).close().name("Properties").open().close();
            add(run.start(), Order.STAGE, begun);
            var ended = event("StageCompleted").name("Stage Info").open();
            SparkStageInfo.members(ended, stage, i, run.tasks());
            ended.put("Submission Time", millis(run.start())).put("Completion Time", millis(end));
            var failure = run.end() > moment.at() ? "the log ends here" : run.failure();
            if (!failure.isEmpty()) {
                ended.put("Failure Reason", failure);
            }
            add(end, Order.STAGE_END, ended.close());
        }
        var table = stage.tasks();
        for (var row = 0; row < table.rows(); row++) {
            if (table.start(row) <= moment.at()) {
                task(stage, runs, row);
            }
        }
        table.running().forEach(one -> cutOff(stage, runs, one));
    }

    /// The run to which an attempt belongs: the last that had begun when it did.
    private static int runOf(List<StageState.Run> runs, long start) {
        var run = 0;
        for (var i = 0; i < runs.size(); i++) {
            run = runs.get(i).start() <= start ? i : run;
        }
        return run;
    }

    /// Attempts may seem to end a moment after their stage, by the clocks of their executors.
    private long within(List<StageState.Run> runs, int run, long time) {
        var end = Math.min(runs.get(run).end(), moment.at());
        return Math.max(runs.get(run).start(), Math.min(time, end));
    }

    private void task(StageView stage, List<StageState.Run> runs, int row) {
        var table = stage.tasks();
        var run = runOf(runs, table.start(row));
        var start = within(runs, run, table.start(row));
        var end = Math.max(start, within(runs, run, table.end(row)));
        var info = new SparkTask(tasks++, table, row, stage.host(table.executor(row)), millis(start), millis(end));
        add(start, Order.TASK, info.started(event("TaskStart"), stage.id().value(), run));
        add(end, Order.TASK_END, info.ended(event("TaskEnd"), stage, run));
    }

    private void cutOff(StageView stage, List<StageState.Run> runs, TaskTable.Running one) {
        var run = runOf(runs, one.start());
        var start = within(runs, run, one.start());
        var host = stage.host(one.executor());
        var id = tasks++;
        add(
                start,
                Order.TASK,
                SparkTask.running(event("TaskStart"), stage.id().value(), run, one, id, host, millis(start), 0));
        add(
                within(runs, run, moment.at()),
                Order.TASK_END,
                SparkTask.running(
                                event("TaskEnd"),
                                stage.id().value(),
                                run,
                                one,
                                id,
                                host,
                                millis(start),
                                millis(moment.at()))
                        .put("Task Type", "ResultTask")
                        .name("Task End Reason")
                        .open()
                        .put("Reason", "TaskKilled")
                        .put("Kill Reason", "the log ends here")
                        .close());
    }
}
