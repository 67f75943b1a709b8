/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.event.TaskMetrics;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The attempts of a stage: those that have ended as columns, in the order of their ends, and those that run.
public final class TaskTable {
    private final Map<AttemptId, Running> running = new LinkedHashMap<>();
    private final LongColumn partition = new LongColumn();
    private final LongColumn attempt = new LongColumn();
    private final LongColumn executor = new LongColumn();
    private final LongColumn start = new LongColumn();
    private final LongColumn status = new LongColumn();
    private final Map<Figure, LongColumn> figures = new EnumMap<>(Figure.class);
    private final Map<ExecutorId, Integer> numbers = new LinkedHashMap<>();
    private final List<ExecutorId> executors = new ArrayList<>();
    private final TreeMap<Integer, String> reasons = new TreeMap<>();

    /// When the last attempt of each full chunk had ended; [Long#MAX_VALUE] where not all of them did their work.
    private final List<Long> chunkEnds = new ArrayList<>();

    private long chunkEnd = Long.MIN_VALUE;

    /// How an attempt ended.
    public enum Status {
        DONE(0),
        FAILED(1),
        CANCELLED(2);

        /// How many there are.
        static final int COUNT = 3;

        private final int code;

        Status(int code) {
            this.code = code;
        }

        /// A number below [#COUNT] that no other has.
        int code() {
            return code;
        }

        private static Status of(int code) {
            return switch (code) {
                case 0 -> DONE;
                case 1 -> FAILED;
                default -> CANCELLED;
            };
        }
    }

    /// An attempt that has begun and not ended.
    public record Running(AttemptId attempt, ExecutorId executor, long start) {}

    TaskTable() {
        for (var figure : Figure.values()) {
            figures.put(figure, new LongColumn());
        }
    }

    void begin(AttemptId id, ExecutorId where, long at) {
        running.put(id, new Running(id, where, at));
    }

    /// An attempt of which no begin was told ran till `at`.
    void finish(AttemptId id, ExecutorId where, TaskMetrics metrics, long at) {
        var ran = Figure.RAN.of(metrics);
        var begun = running.remove(id);
        end(id, where, begun == null ? Math.max(0, at - ran) : begun.start(), Status.DONE);
        figures.forEach((figure, column) -> column.add(figure.of(metrics)));
        ended(end(rows() - 1));
    }

    private void ended(long at) {
        chunkEnd = Math.max(chunkEnd, at);
        if (rows() % LongColumn.CHUNK == 0) {
            chunkEnds.add(chunkEnd);
            chunkEnd = Long.MIN_VALUE;
        }
    }

    void fail(AttemptId id, ExecutorId where, String reason, boolean cancelled, long at) {
        var begun = running.remove(id);
        var from = begun == null ? at : begun.start();
        reasons.put(rows(), reason);
        end(id, where, from, cancelled ? Status.CANCELLED : Status.FAILED);
        figures.forEach((figure, column) -> column.add(figure == Figure.RAN ? Math.max(0, at - from) : 0));
        ended(Long.MAX_VALUE);
    }

    private void end(AttemptId id, ExecutorId where, long from, Status how) {
        partition.add(id.partition());
        attempt.add(id.attempt());
        executor.add(number(where));
        start.add(from);
        status.add(how.code());
    }

    private int number(ExecutorId where) {
        return numbers.computeIfAbsent(
                where,
                id -> {
                    executors.add(id);
                    return executors.size() - 1;
                });
    }

    /// The attempts that run on an executor that is gone end with it.
    ///
    /// @return how many they are
    int lose(ExecutorId gone, String reason, boolean cancelled, long at) {
        var lost = running.values().stream().filter(one -> one.executor().equals(gone)).toList();
        lost.forEach(one -> fail(one.attempt(), gone, reason, cancelled, at));
        return lost.size();
    }

    /// How many attempts have ended.
    public int rows() {
        return partition.rows();
    }

    public List<Running> running() {
        return List.copyOf(running.values());
    }

    int runningCount() {
        return running.size();
    }

    public int partition(int row) {
        return (int) partition.at(row);
    }

    public int attempt(int row) {
        return (int) attempt.at(row);
    }

    public ExecutorId executor(int row) {
        return executors.get((int) executor.at(row));
    }

    /// When it began, in microseconds of the run.
    public long start(int row) {
        return start.at(row);
    }

    /// When it ended.
    public long end(int row) {
        return start.at(row) + figures.get(Figure.RAN).at(row);
    }

    public Status status(int row) {
        return Status.of((int) status.at(row));
    }

    public long figure(Figure figure, int row) {
        return figures.get(figure).at(row);
    }

    /// A figure over all attempts that had done their work by some time: all of a chunk at once where that is possible.
    Sums sums(Figure figure, long at) {
        var column = figures.get(figure);
        var sums = new Sums();
        for (var chunk = 0; chunk < chunkEnds.size(); chunk++) {
            if (chunkEnds.get(chunk) <= at) {
                sums.add(column.sum(chunk), column.least(chunk), column.greatest(chunk), LongColumn.CHUNK);
            } else {
                addRows(sums, column, chunk * LongColumn.CHUNK, (chunk + 1) * LongColumn.CHUNK, at);
            }
        }
        addRows(sums, column, chunkEnds.size() * LongColumn.CHUNK, rows(), at);
        return sums;
    }

    private void addRows(Sums sums, LongColumn column, int from, int to, long at) {
        for (var row = from; row < to; row++) {
            if (isDone(row, at)) {
                sums.add(column.at(row), column.at(row), column.at(row), 1);
            }
        }
    }

    /// Whether an attempt had done its work.
    boolean isDone(int row, long at) {
        return end(row) <= at && status.at(row) == Status.DONE.code();
    }

    /// A sum, the least and the greatest of it, and of how many.
    static final class Sums {
        private long sum;
        private long least = Long.MAX_VALUE;
        private long greatest = Long.MIN_VALUE;
        private int count;

        private void add(long its, long itsLeast, long itsGreatest, int itsCount) {
            sum += its;
            least = Math.min(least, itsLeast);
            greatest = Math.max(greatest, itsGreatest);
            count += itsCount;
        }

        long sum() {
            return sum;
        }

        long least() {
            return least;
        }

        long greatest() {
            return greatest;
        }

        int count() {
            return count;
        }
    }

    /// Why it failed; empty if it did not.
    public String reason(int row) {
        return reasons.getOrDefault(row, "");
    }

    /// The rows of attempts that did not do their work.
    public List<Integer> failedRows() {
        return List.copyOf(reasons.keySet());
    }
}
