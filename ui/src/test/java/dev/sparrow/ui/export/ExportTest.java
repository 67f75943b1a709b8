/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.ui.log.JsonObject;
import dev.sparrow.ui.log.JsonReader;
import dev.sparrow.ui.log.RunsOfPrograms;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.StageView;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

class ExportTest {
    private static List<JsonObject> spark(Moment moment) {
        var lines = new ArrayList<JsonObject>();
        SparkLog.write(moment, line -> lines.add(JsonReader.object(line)));
        return lines;
    }

    private static List<JsonObject> of(List<JsonObject> lines, String event) {
        return lines.stream().filter(line -> line.text("Event").equals("SparkListener" + event)).toList();
    }

    /// What Spark's listeners take for granted of their order.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inALogForSpark_everythingThatBegins_ends_inAnOrderThatSparkUnderstands(long seed) {
        var moment = RunsOfPrograms.of(seed).state().now();
        var open = new HashSet<String>();
        for (var line : spark(moment)) {
            var stage = line.object("Stage Info");
            var run = "stage " + stage.number("Stage ID") + "." + stage.number("Stage Attempt ID");
            var ofTask = "stage " + line.number("Stage ID") + "." + line.number("Stage Attempt ID");
            var task = "task " + line.object("Task Info").number("Task ID");
            switch (line.text("Event").substring("SparkListener".length())) {
                case "JobStart" -> assertThat(open.add("job " + line.number("Job ID"))).isTrue();
                case "JobEnd" -> assertThat(open.remove("job " + line.number("Job ID"))).isTrue();
                case "StageSubmitted" -> assertThat(open.add(run)).isTrue();
                case "StageCompleted" -> assertThat(open.remove(run)).isTrue();
                case "TaskStart" -> {
                    assertThat(open).contains(ofTask);
                    assertThat(open.add(task)).isTrue();
                }
                case "TaskEnd" -> {
                    assertThat(open).contains(ofTask);
                    assertThat(open.remove(task)).isTrue();
                }
                default -> {}
            }
        }
        assertThat(open).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void inALogForSpark_thereIsAsMuchOfEverything(long seed) {
        var moment = RunsOfPrograms.of(seed).state().now();
        var lines = spark(moment);
        assertThat(of(lines, "JobStart")).hasSameSizeAs(moment.jobs());
        assertThat(of(lines, "StageSubmitted"))
                .hasSize(moment.stages().stream().mapToInt(stage -> stage.runs().size()).sum());
        var done = moment.stages().stream().map(StageView::counts).mapToInt(StageView.Counts::done).sum();
        assertThat(
                        of(lines, "TaskEnd").stream()
                                .filter(line -> line.object("Task End Reason").text("Reason").equals("Success")))
                .hasSize(done);
        var failed = moment.stages().stream().map(StageView::counts).mapToInt(StageView.Counts::failed).sum();
        assertThat(
                        of(lines, "TaskEnd").stream()
                                .filter(line ->
                                        line.object("Task End Reason").text("Reason").equals("ExceptionFailure")))
                .hasSize(failed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aTrace_hasASliceForEachAttempt_andNoTwoInOnePlaceAtOnce(long seed) {
        var moment = RunsOfPrograms.of(seed).state().now();
        var text = new StringBuilder();
        PerfettoTrace.write(moment, text::append);
        var slices =
                JsonReader.object(text.toString()).objects("traceEvents").stream()
                        .filter(one -> one.text("ph").equals("X"))
                        .toList();
        var attempts = slices.stream().filter(one -> one.number("pid") >= 10).toList();
        assertThat(attempts).hasSize(moment.stages().stream().mapToInt(stage -> stage.tasks().rows()).sum());
        var ends = new HashMap<Map.Entry<Long, Long>, Long>();
        for (var slice : attempts) {
            var place = Map.entry(slice.number("pid"), slice.number("tid"));
            assertThat(ends.getOrDefault(place, 0L)).isLessThanOrEqualTo(slice.number("ts"));
            ends.put(place, slice.number("ts") + slice.number("dur"));
        }
    }
}
