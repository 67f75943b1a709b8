/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import dev.sparrow.event.TaskMetrics;
import dev.sparrow.ui.state.Figure;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Attempts of one stage that did their work, as columns: one line of the log for many of them.
///
/// A column whose numbers are all equal is one number, and one of zeros is left out. Partitions and starts are told as
/// differences to those of the attempt before, which are short.
final class TaskColumns {
    /// So many attempts become a line.
    static final int ROWS_MAX = 512;

    private StageId stage;
    private final List<String> executors = new ArrayList<>();
    private final long[] partition = new long[ROWS_MAX];
    private final long[] attempt = new long[ROWS_MAX];
    private final long[] executor = new long[ROWS_MAX];
    private final long[] start = new long[ROWS_MAX];
    private final Map<Figure, long[]> figures = new EnumMap<>(Figure.class);
    private final Map<String, long[]> spills = new LinkedHashMap<>();
    private int rows;

    /// The attempts of another stage, once there is nothing in here.
    TaskColumns of(StageId next) {
        stage = next;
        return this;
    }

    boolean isFull() {
        return rows == ROWS_MAX;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    void add(AttemptId id, ExecutorId where, long began, TaskMetrics metrics) {
        partition[rows] = id.partition();
        attempt[rows] = id.attempt();
        start[rows] = began;
        executor[rows] = number(where.toString());
        for (var figure : Figure.values()) {
            var value = figure.of(metrics);
            if (value != 0) {
                figures.computeIfAbsent(figure, _ -> new long[ROWS_MAX])[rows] = value;
            }
        }
        for (var spill : metrics.spills()) {
            var sum = spills.computeIfAbsent(spill.operator(), _ -> new long[2]);
            sum[0] += spill.rows();
            sum[1] += spill.bytes();
        }
        rows++;
    }

    private int number(String where) {
        var known = executors.indexOf(where);
        if (known >= 0) {
            return known;
        }
        executors.add(where);
        return executors.size() - 1;
    }

    /// The line; there is nothing in here after that.
    String line() {
        var line = new JsonLine().open().name("tasks").open();
        line.put("stage", stage.value()).put("n", rows);
        column(line, "partition", differences(partition));
        column(line, "attempt", attempt);
        line.put("executors", executors);
        column(line, "executor", executor);
        column(line, "start", differences(start));
        figures.forEach((figure, values) -> column(line, figure.key(), values));
        if (!spills.isEmpty()) {
            line.put("spills", spills);
        }
        clear();
        return line.close().close().toString();
    }

    private void clear() {
        figures.values().forEach(values -> Arrays.fill(values, 0));
        spills.clear();
        executors.clear();
        rows = 0;
    }

    private long[] differences(long[] values) {
        var differences = new long[rows];
        for (var i = 0; i < rows; i++) {
            differences[i] = i == 0 ? values[0] : values[i] - values[i - 1];
        }
        return differences;
    }

    private void column(JsonLine line, String name, long[] values) {
        var equal = true;
        for (var i = 1; i < rows; i++) {
            equal &= values[i] == values[0];
        }
        if (!equal) {
            line.name(name).numbers(values, rows);
        } else if (values[0] != 0) {
            line.put(name, values[0]);
        }
    }

    // ---- Reading ----------------------------------------------------------------------------------------------------

    /// Where the attempts of a line are given.
    interface Rows {
        void row(AttemptId attempt, ExecutorId executor, long start, TaskMetrics metrics);
    }

    /// Gives the attempts of a line one after the other.
    ///
    /// @throws IllegalArgumentException if the line has no attempts
    static void read(JsonObject line, Rows rows) {
        var count = line.integer("n");
        if (count < 0 || count > 1_000_000) {
            throw new IllegalArgumentException("a line of " + count + " tasks");
        }
        var stage = new StageId(line.integer("stage"));
        var executors = line.texts("executors").stream().map(ExecutorId::of).toList();
        var partitions = sums(values(line, "partition", count));
        var attempts = values(line, "attempt", count);
        var executor = values(line, "executor", count);
        var starts = sums(values(line, "start", count));
        var figures = new EnumMap<Figure, long[]>(Figure.class);
        for (var figure : Figure.values()) {
            figures.put(figure, values(line, figure.key(), count));
        }
        var spills = spills(line.object("spills"));
        for (var i = 0; i < count; i++) {
            var id = new AttemptId(stage, Math.toIntExact(partitions[i]), Math.toIntExact(attempts[i]));
            var where = executors.get(Math.toIntExact(executor[i]));
            rows.row(id, where, starts[i], metrics(figures, i, i == 0 ? spills : List.of()));
        }
    }

    private static List<TaskMetrics.Spill> spills(JsonObject told) {
        var spills = new ArrayList<TaskMetrics.Spill>();
        told.members()
                .forEach((operator, sum) -> {
                    if (sum instanceof long[] both && both.length == 2) {
                        spills.add(new TaskMetrics.Spill(operator, both[0], both[1]));
                    }
                });
        return spills;
    }

    private static long[] values(JsonObject line, String name, int count) {
        if (line.get(name) instanceof long[] values) {
            if (values.length != count) {
                throw new IllegalArgumentException("a column " + name + " of " + values.length + " for " + count);
            }
            return values;
        }
        var same = new long[count];
        Arrays.fill(same, line.number(name));
        return same;
    }

    private static long[] sums(long[] differences) {
        for (var i = 1; i < differences.length; i++) {
            differences[i] += differences[i - 1];
        }
        return differences;
    }

    private static TaskMetrics metrics(Map<Figure, long[]> figures, int row, List<TaskMetrics.Spill> spills) {
        var one = new Row(figures, row);
        return new TaskMetrics(
                one.time(Figure.RAN),
                new TaskMetrics.Times(one.time(Figure.QUEUED), one.time(Figure.CPU), one.time(Figure.GC)),
                one.of(Figure.RECORDS_READ),
                one.of(Figure.SHUFFLE_RECORDS_READ),
                one.of(Figure.SHUFFLE_RECORDS_WRITTEN),
                one.of(Figure.SPILLED_BYTES),
                spills,
                new TaskMetrics.Bytes(
                        one.of(Figure.SHUFFLE_BYTES_READ),
                        one.of(Figure.SHUFFLE_BYTES_WRITTEN),
                        one.of(Figure.RESULT_BYTES),
                        one.of(Figure.PEAK_BYTES)),
                new TaskMetrics.Files(
                        one.of(Figure.FILE_RECORDS_READ),
                        one.of(Figure.FILE_BYTES_READ),
                        one.of(Figure.FILE_RECORDS_WRITTEN),
                        one.of(Figure.FILE_BYTES_WRITTEN)),
                one.of(Figure.INVALID_BYTES));
    }

    private record Row(Map<Figure, long[]> figures, int row) {
        private long of(Figure figure) {
            return figures.get(figure)[row];
        }

        private Duration time(Figure figure) {
            return Duration.ofNanos(1_000 * of(figure));
        }
    }
}
