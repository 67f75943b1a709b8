/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.ui.state.Figure;
import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.value.StageId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The stages of a job and what flows between them: a stage is a box with its steps in the words and lines of the
/// program, as dark as its part of the work; an arrow is as wide as the bytes that take this way.
public final class DagPicture {
    private static final double BOX_WIDTH = 260;
    private static final double LINE = 18;
    private static final double GAP_X = 60;
    private static final double GAP_Y = 28;
    private static final double MARGIN = 16;
    private static final int STEPS_MAX = 8;
    private static final int LETTERS_MAX = 36;
    private static final double EDGE_MAX = 14;

    private final List<StageView> stages;
    private final Layers layers;
    private final Map<StageId, Box> boxes = new HashMap<>();
    private final JobView job;
    private double width = 2 * MARGIN;
    private double height = 2 * MARGIN;

    /// Below all boxes: where arrows run that pass others by.
    private double base;

    private record Box(double x, double y, double height) {
        private double middle() {
            return y + height / 2;
        }
    }

    private DagPicture(JobView job) {
        this.job = job;
        this.stages = job.stages();
        this.layers = Layers.of(stages);
    }

    /// That of a job.
    public static String of(JobView job) {
        var picture = new DagPicture(job);
        picture.place();
        return picture.draw();
    }

    private void place() {
        var x = MARGIN;
        for (var layer : layers.all()) {
            var y = MARGIN;
            for (var stage : layer) {
                var box = new Box(x, y, height(stage));
                boxes.put(stage.id(), box);
                y += box.height() + GAP_Y;
            }
            x += BOX_WIDTH + GAP_X;
            height = Math.max(height, y - GAP_Y + MARGIN);
        }
        width = Math.max(width, x - GAP_X + MARGIN);
        base = height;
        if (stages.stream().anyMatch(stage -> stage.parents().stream().anyMatch(parent -> isFar(parent, stage)))) {
            height += 2 * MARGIN;
        }
    }

    private boolean isFar(StageId from, StageView to) {
        return boxes.containsKey(from) && boxes.get(to.id()).x() - boxes.get(from).x() > BOX_WIDTH + GAP_X + 1;
    }

    private static double height(StageView stage) {
        return LINE * (3 + steps(stage).size()) + 8;
    }

    /// The steps of a stage; of many the first and the last ones.
    private static List<String> steps(StageView stage) {
        var steps = Steps.of(stage.datasets());
        if (steps.size() <= STEPS_MAX) {
            return steps;
        }
        var shown = new ArrayList<>(steps.subList(0, STEPS_MAX / 2));
        shown.add("… " + (steps.size() - STEPS_MAX + 1) + " more");
        shown.addAll(steps.subList(steps.size() - STEPS_MAX / 2 + 1, steps.size()));
        return shown;
    }

    private String draw() {
        var svg =
                new Svg(
                        "dag",
                        width,
                        height,
                        "The " + stages.size() + " stages of job " + job.id() + ": " + job.label());
        var most = stages.stream().mapToLong(stage -> stage.total(Figure.SHUFFLE_BYTES_WRITTEN)).max().orElse(0);
        for (var stage : stages) {
            for (var parent : stage.parents()) {
                stages.stream()
                        .filter(other -> other.id().equals(parent))
                        .findFirst()
                        .ifPresent(from -> edge(svg, from, stage, most));
            }
        }
        var work = stages.stream().mapToLong(stage -> stage.total(Figure.RAN)).sum();
        stages.forEach(stage -> box(svg, stage, work));
        return svg.done();
    }

    private void edge(Svg svg, StageView from, StageView to, long most) {
        var start = boxes.get(from.id());
        var end = boxes.get(to.id());
        var bytes = from.total(Figure.SHUFFLE_BYTES_WRITTEN);
        var wide = most == 0 ? 1 : 1 + (EDGE_MAX - 1) * bytes / most;
        var x1 = start.x() + BOX_WIDTH;
        var x2 = end.x();
        var far = isFar(from.id(), to);
        var way =
                far
                        ? way(x1, start.middle(), 30, x1 + 60, base)
                                + String.format(Locale.ROOT, " L%.0f %.0f", x2 - 60, base)
                                + way(x2 - 60, base, 30, x2, end.middle()).replaceFirst("^M[^C]*", " ")
                        : way(x1, start.middle(), Math.max(20, (x2 - x1) / 2), x2, end.middle());
        var rows = from.total(Figure.SHUFFLE_RECORDS_WRITTEN);
        svg.path(
                "edge",
                way,
                wide,
                "Stage "
                        + from.id()
                        + " gives stage "
                        + to.id()
                        + " "
                        + Amounts.count(rows)
                        + " records, "
                        + Amounts.bytes(bytes));
        if (rows > 0 && to.parents().size() == 1 && !far) {
            svg.text("small", (x1 + x2) / 2, (start.middle() + end.middle()) / 2 - 8, "middle", Amounts.bytes(bytes));
        }
    }

    /// An arc that begins and ends level.
    private static String way(double x1, double y1, double bend, double x2, double y2) {
        return String.format(
                Locale.ROOT, "M%.0f %.0f C%.0f %.0f %.0f %.0f %.0f %.0f", x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
    }

    private void box(Svg svg, StageView stage, long work) {
        var box = boxes.get(stage.id());
        var ran = stage.total(Figure.RAN);
        var share = work == 0 ? 0 : (double) ran / work;
        var status = stage.status();
        svg.link("#/stage/" + stage.id(), "Stage " + stage.id() + ", " + Words.of(status));
        svg.group("class", "stage " + Words.of(status), "data-start", stage.hasRun() ? stage.start() : null);
        svg.rectangle("paper", box.x(), box.y(), BOX_WIDTH, box.height(), "");
        svg.rectangle("box heat" + Math.round(9 * share), box.x(), box.y(), BOX_WIDTH, box.height(), stage.name());
        var y = box.y() + LINE;
        svg.text("title", box.x() + 10, y, "start", "Stage " + stage.id() + " · " + Words.of(status));
        svg.text(
                "small",
                box.x() + BOX_WIDTH - 10,
                y,
                "end",
                stage.hasRun() ? Amounts.micros(ran) + " of work" : stage.partitions() + " tasks");
        for (var step : steps(stage)) {
            y += LINE;
            svg.text("step", box.x() + 10, y, "start", cut(step));
        }
        y += LINE;
        var counts = stage.counts();
        svg.text("small", box.x() + 10, y, "start", progress(stage, counts));
        svg.rectangle("track", box.x() + 10, y + 8, BOX_WIDTH - 20, 5, "");
        var done = counts.tasks() == 0 ? 0 : Math.min(1.0, (double) counts.done() / counts.tasks());
        svg.rectangle("bar", box.x() + 10, y + 8, (BOX_WIDTH - 20) * done, 5, "");
        svg.end("g").end("a");
    }

    private static String progress(StageView stage, StageView.Counts counts) {
        return switch (stage.status()) {
            case SKIPPED -> "skipped: what it makes was there";
            case WAITING -> "waits";
            case RUNNING, DONE, FAILED ->
                    counts.done()
                            + " of "
                            + counts.tasks()
                            + " tasks"
                            + (counts.failed() > 0 ? ", " + counts.failed() + " failed" : "")
                            + (stage.runs().size() > 1 ? ", in " + stage.runs().size() + " runs" : "");
        };
    }

    private static String cut(String text) {
        return text.length() <= LETTERS_MAX ? text : text.substring(0, LETTERS_MAX - 1) + "…";
    }
}
