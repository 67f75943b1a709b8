/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.export;

import dev.sparrow.ui.log.JsonLine;
import dev.sparrow.ui.picture.Words;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A run as a trace in the JSON form that ui.perfetto.dev and chrome://tracing open: executors are processes, their
/// slots threads, attempts slices; jobs and stages have processes of their own.
public final class PerfettoTrace {
    private static final int JOBS = 1;
    private static final int STAGES = 2;
    private static final int EXECUTORS = 10;

    private final Consumer<String> out;
    private boolean first = true;

    private PerfettoTrace(Consumer<String> out) {
        this.out = out;
    }

    /// Writes a run.
    ///
    /// @param out takes pieces of the text
    public static void write(Moment moment, Consumer<String> out) {
        var trace = new PerfettoTrace(out);
        out.accept("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n");
        trace.jobs(moment);
        trace.stages(moment);
        trace.tasks(moment);
        out.accept("\n]}\n");
    }

    private void event(JsonLine line) {
        out.accept((first ? "" : ",\n") + line.close());
        first = false;
    }

    private void name(int process, String name) {
        var line = new JsonLine().open().put("ph", "M").put("name", "process_name").put("pid", process).put("tid", 0);
        event(line.name("args").open().put("name", name).close());
    }

    private JsonLine slice(String name, int process, int thread, long start, long took) {
        return new JsonLine()
                .open()
                .put("ph", "X")
                .put("name", name)
                .put("pid", process)
                .put("tid", thread)
                .put("ts", start)
                .put("dur", took);
    }

    private void jobs(Moment moment) {
        name(JOBS, "jobs");
        for (JobView job : moment.jobs()) {
            var line = slice(job.label(), JOBS, job.id().value(), job.start(), job.took());
            line.name("args").open().put("job", job.id().value()).put("status", Words.of(job.status())).close();
            event(line);
        }
    }

    private void stages(Moment moment) {
        name(STAGES, "stages");
        for (StageView stage : moment.stages()) {
            for (var run : stage.runs()) {
                var end = Math.min(run.end(), moment.at());
                var line = slice(stage.name(), STAGES, stage.id().value(), run.start(), end - run.start());
                line.name("args").open().put("stage", stage.id().value()).put("run", run.number()).close();
                event(line);
            }
        }
    }

    private record Row(StageView stage, int row, long start) {}

    private void tasks(Moment moment) {
        var processes = new LinkedHashMap<String, Integer>();
        var threads = new LinkedHashMap<String, List<Long>>();
        for (var row : rows(moment)) {
            var tasks = row.stage().tasks();
            var executor = tasks.executor(row.row()).toString();
            if (!processes.containsKey(executor)) {
                processes.put(executor, EXECUTORS + processes.size());
                name(processes.get(executor), "executor " + executor);
            }
            var took = tasks.end(row.row()) - row.start();
            var thread = thread(threads, executor, row.start(), row.start() + took);
            var line = slice(row.stage().name(), processes.get(executor), thread, row.start(), took);
            line.name("args")
                    .open()
                    .put("stage", row.stage().id().value())
                    .put("partition", tasks.partition(row.row()));
            line.put("attempt", tasks.attempt(row.row())).put("status", Words.of(tasks.status(row.row())));
            for (var figure : Figure.values()) {
                if (tasks.figure(figure, row.row()) != 0 && figure != Figure.RAN) {
                    line.put(figure.key(), tasks.figure(figure, row.row()));
                }
            }
            event(line.close());
        }
    }

    private static List<Row> rows(Moment moment) {
        var rows = new ArrayList<Row>();
        for (var stage : moment.stages()) {
            for (var row = 0; row < stage.tasks().rows(); row++) {
                rows.add(new Row(stage, row, stage.tasks().start(row)));
            }
        }
        rows.sort(Comparator.comparingLong(Row::start));
        return rows;
    }

    /// The first thread of an executor that has nothing to do at a time.
    private static int thread(Map<String, List<Long>> threads, String executor, long start, long end) {
        var busy = threads.computeIfAbsent(executor, _ -> new ArrayList<>());
        for (var i = 0; i < busy.size(); i++) {
            if (busy.get(i) <= start) {
                busy.set(i, end);
                return i;
            }
        }
        busy.add(end);
        return busy.size() - 1;
    }
}
