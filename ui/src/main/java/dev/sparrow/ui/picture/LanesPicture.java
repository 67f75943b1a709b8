/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.ui.state.StageView;
import dev.sparrow.ui.state.TaskTable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// The attempts of some stages over time, a lane for each slot of each executor: who ran when, and where slots had
/// nothing to do.
///
/// All attempts are in it, however many: those that share a pixel of a lane are one mark.
public final class LanesPicture {
    private static final double LEFT = 120;
    private static final double WIDTH = 1_000;
    private static final double LANE = 14;
    private static final double TOP = 24;
    private static final int LANES_MAX = 200;
    private static final int TICKS = 5;

    /// So many attempts are drawn one by one.
    private static final int SINGLE_MAX = 20_000;

    private final List<StageView> stages;
    private final long from;
    private final long to;

    /// The lanes of an executor.
    private static final class Lanes {
        private final List<Lane> all = new ArrayList<>();

        /// The first lane that is free at a time.
        private Lane free(long start) {
            for (var lane : all) {
                if (lane.end <= start) {
                    return lane;
                }
            }
            var lane = new Lane();
            if (all.size() < LANES_MAX) {
                all.add(lane);
            }
            return lane;
        }
    }

    private static final class Lane {
        private long end = Long.MIN_VALUE;
        private final List<Mark> marks = new ArrayList<>();
    }

    /// What is drawn: some pixels of a lane.
    private static final class Mark {
        private final double x;
        private double right;
        private final String kind;
        private int attempts = 1;
        private final Row first;

        private Mark(double x, double right, String kind, Row first) {
            this.x = x;
            this.right = right;
            this.kind = kind;
            this.first = first;
        }
    }

    private record Row(StageView stage, int row, long start, long end, String kind) {
        private static final int RUNNING = -1;
    }

    private LanesPicture(List<StageView> stages) {
        this.stages = stages.stream().filter(StageView::hasRun).toList();
        this.from = this.stages.stream().mapToLong(StageView::start).min().orElse(0);
        this.to = Math.max(from + 1, this.stages.stream().mapToLong(StageView::end).max().orElse(1));
    }

    /// Of these stages, as far as they have run.
    public static String of(List<StageView> stages) {
        return new LanesPicture(stages).draw();
    }

    private String draw() {
        var attempts = stages.stream().mapToInt(stage -> stage.tasks().rows()).sum();
        return attempts > SINGLE_MAX ? drawMany(attempts) : drawEach();
    }

    private String drawMany(int attempts) {
        var occupancy = new Occupancy(from, to, (int) WIDTH);
        stages.forEach(occupancy::add);
        var executors = occupancy.executors();
        var lanes = executors.values().stream().mapToInt(LanesPicture::lanes).sum();
        var svg =
                new Svg(
                        "lanes",
                        LEFT + WIDTH + 20,
                        TOP + lanes * LANE + 10,
                        Amounts.count(attempts) + " attempts, as lanes of slots over " + Amounts.micros(to - from));
        axis(svg, lanes);
        var y = TOP;
        for (var executor : executors.entrySet()) {
            svg.text("small", LEFT - 8, y + LANE - 3, "end", executor.getKey());
            y = drawMany(svg, executor.getValue(), y);
        }
        return svg.done();
    }

    private static int lanes(List<Occupancy.Layer> layers) {
        return Math.min(LANES_MAX, Occupancy.lanes(layers, (int) WIDTH));
    }

    /// Stages lie on each other: a lane has a stage where as many attempts of it and of those below ran at once.
    private static double drawMany(Svg svg, List<Occupancy.Layer> layers, double top) {
        var y = top;
        for (var lane = 0; lane < lanes(layers); lane++) {
            svg.rectangle("lane", LEFT, y, WIDTH, LANE - 2, "");
            var begun = 0;
            var stage = stageAt(layers, 0, lane);
            for (var x = 1; x <= WIDTH; x++) {
                var next = x == WIDTH ? null : stageAt(layers, x, lane);
                if (!Objects.equals(next, stage)) {
                    if (stage != null) {
                        var kind = "task done stage" + Math.floorMod(stage.id().value(), 6);
                        svg.rectangle(kind, LEFT + begun, y, x - begun, LANE - 2, "Attempts of stage " + stage.id());
                    }
                    begun = x;
                    stage = next;
                }
            }
            y += LANE;
        }
        return y;
    }

    /// Null where nothing of it ran.
    private static StageView stageAt(List<Occupancy.Layer> layers, int x, int lane) {
        var below = 0.0;
        for (var layer : layers) {
            below += layer.busy()[x];
            if (below >= lane + 0.5) {
                return layer.stage();
            }
        }
        return null;
    }

    private String drawEach() {
        var executors = new TreeMap<String, Lanes>();
        var attempts = 0;
        for (var row : rows()) {
            attempts++;
            var lane = executors.computeIfAbsent(executor(row), _ -> new Lanes()).free(row.start());
            lane.end = row.end();
            mark(lane, row);
        }
        var lanes = executors.values().stream().mapToInt(each -> each.all.size()).sum();
        var svg =
                new Svg(
                        "lanes",
                        LEFT + WIDTH + 20,
                        TOP + lanes * LANE + 10,
                        Amounts.count(attempts) + " attempts in " + lanes + " slots over " + Amounts.micros(to - from));
        axis(svg, lanes);
        var y = TOP;
        for (var executor : executors.entrySet()) {
            svg.text("small", LEFT - 8, y + LANE - 3, "end", executor.getKey());
            for (var lane : executor.getValue().all) {
                svg.rectangle("lane", LEFT, y, WIDTH, LANE - 2, "");
                for (var mark : lane.marks) {
                    draw(svg, mark, y);
                }
                y += LANE;
            }
        }
        return svg.done();
    }

    private void axis(Svg svg, int lanes) {
        for (var i = 0; i <= TICKS; i++) {
            var x = LEFT + WIDTH * i / TICKS;
            svg.line("grid", x, TOP - 6, x, TOP + lanes * LANE);
            svg.text(
                    "small",
                    x,
                    TOP - 10,
                    i == TICKS ? "end" : "middle",
                    Amounts.micros(from + (to - from) * i / TICKS));
        }
    }

    /// In the order of their starts.
    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (var stage : stages) {
            var tasks = stage.tasks();
            var at = stage.at();
            for (var row = 0; row < tasks.rows(); row++) {
                if (tasks.start(row) <= at) {
                    var running = tasks.end(row) > at;
                    var kind = running ? "running" : Words.of(tasks.status(row));
                    rows.add(new Row(stage, row, tasks.start(row), Math.min(at, tasks.end(row)), kind));
                }
            }
            for (TaskTable.Running one : tasks.running()) {
                if (one.start() <= at) {
                    rows.add(new Row(stage, Row.RUNNING - tasks.running().indexOf(one), one.start(), at, "running"));
                }
            }
        }
        rows.sort(Comparator.comparingLong(Row::start));
        return rows;
    }

    private static String executor(Row row) {
        var tasks = row.stage().tasks();
        return row.row() < 0
                ? tasks.running().get(Row.RUNNING - row.row()).executor().toString()
                : tasks.executor(row.row()).toString();
    }

    private void mark(Lane lane, Row row) {
        var x = x(row.start());
        var right = Math.max(x + 1, x(row.end()));
        var last = lane.marks.isEmpty() ? null : lane.marks.getLast();
        var kind = row.kind() + " stage" + Math.floorMod(row.stage().id().value(), 6);
        if (last != null && last.kind.equals(kind) && right - x < 2 && x <= last.right + 0.5) {
            last.right = Math.max(last.right, right);
            last.attempts++;
        } else {
            lane.marks.add(new Mark(x, right, kind, row));
        }
    }

    private double x(long time) {
        return LEFT + WIDTH * (time - from) / (to - from);
    }

    private static void draw(Svg svg, Mark mark, double y) {
        var row = mark.first;
        String title;
        if (mark.attempts > 1) {
            title = Amounts.count(mark.attempts) + " attempts of stage " + row.stage().id();
        } else {
            var partition = row.row() < 0 ? "" : " partition " + row.stage().tasks().partition(row.row());
            title =
                    "Stage "
                            + row.stage().id()
                            + partition
                            + ", "
                            + row.kind()
                            + ", "
                            + Amounts.micros(row.end() - row.start());
        }
        svg.rectangle("task " + mark.kind, mark.x, y, mark.right - mark.x, LANE - 2, title);
    }
}
