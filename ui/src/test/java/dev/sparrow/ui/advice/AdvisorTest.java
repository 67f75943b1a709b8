/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.event.Event;
import dev.sparrow.event.StageOutline.DatasetOutline;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.Script;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// For each rule a run in which its fault was planted, and one like it without.
class AdvisorTest {
    private static Script script() {
        return new Script("a", 4);
    }

    private static List<String> rules(Moment moment) {
        return Advisor.of(moment).stream().map(Advice::rule).toList();
    }

    private static Script eight(long longest, long blocks) {
        var script = script().stage(0, "groupBy at A.java:3", 8, List.of()).job(0, "count at A.java:4").begin(0, 0, 8);
        for (var i = 0; i < 8; i++) {
            var last = i == 7;
            script.task(0, i, i / 4 * 100L, last ? longest : 100, made -> made.blocksIn(last ? blocks : 1_000));
        }
        return script.finish(100 + longest, 0).end(110 + longest);
    }

    @Test
    void onePartitionThatHasMore_isNamed() {
        var advice = Advisor.of(eight(6_000, 50_000).now()).getFirst();
        assertThat(advice.rule()).isEqualTo("skew");
        assertThat(advice.line()).isEqualTo("A.java:3");
        assertThat(advice.observed())
                .isEqualTo(
                        "Partition 7 of stage 0 ran for 6.0 s, 60 times as long as the median task (0.1 s), and read 50,000"
                                + " records where the median is 1,000.");
        assertThat(advice.change()).contains("reduceByKey");
        assertThat(advice.seconds()).isBetween(4.0, 6.0);
    }

    @Test
    void onePartitionThatIsSlowWithAsMuch_isToBeCut() {
        assertThat(Advisor.of(eight(6_000, 1_000).now()).getFirst().change()).startsWith("Cut the input");
    }

    @Test
    void evenPartitions_areNoSkew() {
        assertThat(rules(eight(140, 1_000).now())).isEmpty();
    }

    @Test
    void aStageOfOneTask_needsMore() {
        var script = script().stage(0, "sortBy at A.java:3", 1, List.of()).job(0, "x at A.java:4").begin(0, 0, 1);
        var advice = Advisor.of(script.task(0, 0, 0, 8_000).finish(8_000, 0).end(8_001).now());
        assertThat(advice).hasSize(1);
        assertThat(advice.getFirst().rule()).isEqualTo("too few tasks");
        assertThat(advice.getFirst().observed())
                .isEqualTo("Stage 0 has 1 task for 4 task slots, and they ran for 8.0 s each.");
        assertThat(advice.getFirst().seconds()).isEqualTo(6);
    }

    @Test
    void asManyTasksAsSlots_areEnough_andAQuickOneIsNoMatter() {
        var four = script().stage(0, "a at A.java:3", 4, List.of()).job(0, "x").begin(0, 0, 4);
        for (var i = 0; i < 4; i++) {
            four.task(0, i, 0, 8_000);
        }
        assertThat(rules(four.finish(8_000, 0).end(8_001).now())).isEmpty();
        var quick = script().stage(0, "a at A.java:3", 1, List.of()).job(0, "x").begin(0, 0, 1).task(0, 0, 0, 100);
        assertThat(rules(quick.finish(100, 0).end(101).now())).isEmpty();
    }

    private static Moment many(int count, long tookMillis) {
        var script = script().stage(0, "a at A.java:3", count, List.of()).job(0, "x").begin(0, 0, count);
        for (var i = 0; i < count; i++) {
            script.task(0, i, i, 1);
        }
        return script.finish(tookMillis, 0).end(tookMillis).now();
    }

    @Test
    void thousandsOfTinyTasks_areTooMany() {
        var advice = Advisor.of(many(4_000, 9_000));
        assertThat(advice).extracting(Advice::rule).containsExactly("too many tasks");
        assertThat(advice.getFirst().change()).contains("about 80");
    }

    @Test
    void thousandsOfTinyTasksInNoTime_areNot() {
        assertThat(rules(many(4_000, 1_100))).isEmpty();
        assertThat(rules(many(100, 9_000))).isEmpty();
    }

    private static Moment spilling(long bytes) {
        var script = script().stage(0, "sortBy at A.java:5", 4, List.of()).job(0, "x").begin(0, 0, 4);
        for (var i = 0; i < 4; i++) {
            script.task(0, i, 0, 9_000, made -> made.spilled(bytes / 4));
        }
        return script.finish(9_000, 0).end(9_000).now();
    }

    @Test
    void spilledData_namesTheOperator() {
        var advice = Advisor.of(spilling(2_000_000_000)).getFirst();
        assertThat(advice.rule()).isEqualTo("spill");
        assertThat(advice.observed())
                .isEqualTo(
                        "1907 MiB of stage 0 had no room in memory and went to disk, most of it in sortBy at A.java:5.");
    }

    @Test
    void aLittleSpill_isNoMatter() {
        assertThat(rules(spilling(2_000_000))).isEmpty();
        assertThat(rules(spilling(0))).isEmpty();
    }

    private static Moment twice(boolean persisted, String source) {
        var read = Script.dataset(0, source, "A.java:1");
        var parsed = new DatasetOutline(new DatasetId(1), "map", "A.java:2", 4, List.of(new DatasetId(0)), persisted);
        var script =
                script().stage(0, "count at A.java:3", 4, List.of(), read, parsed)
                        .stage(
                                1,
                                "collect at A.java:4",
                                4,
                                List.of(),
                                read,
                                parsed,
                                Script.dataset(2, "filter", "A.java:4", 1));
        for (var stage = 0; stage < 2; stage++) {
            script.job(stage * 5_000L, "x").begin(stage * 5_000L, stage, 4);
            for (var i = 0; i < 4; i++) {
                script.task(stage, i, stage * 5_000L, 4_000);
            }
            script.finish(stage * 5_000L + 4_000, stage).end(stage * 5_000L + 4_100);
        }
        return script.now();
    }

    @Test
    void whatIsComputedTwice_isToBeCached_atItsLastCommonStep() {
        var advice = Advisor.of(twice(false, "textFile"));
        assertThat(advice).hasSize(1);
        assertThat(advice.getFirst().rule()).isEqualTo("computed again");
        assertThat(advice.getFirst().observed()).isEqualTo("map at A.java:2 was computed 2 times, by the stages 0, 1.");
        assertThat(advice.getFirst().seconds()).isBetween(2.0, 4.0);
    }

    @Test
    void whatIsCached_isNotToBeCached() {
        assertThat(rules(twice(true, "range"))).isEmpty();
    }

    private static Moment grouped(String operator, long ranMillis) {
        var group = Script.dataset(1, operator, "A.java:2", 0);
        var script =
                script().stage(0, operator + " at A.java:2", 4, List.of(), Script.dataset(0, "mapToPair", "A.java:1"))
                        .stage(
                                1,
                                "collect at A.java:4",
                                4,
                                List.of(0),
                                group,
                                Script.dataset(2, "mapValues", "A.java:3", 1))
                        .job(0, "x");
        for (var stage = 0; stage < 2; stage++) {
            script.begin(stage * ranMillis, stage, 4);
            for (var i = 0; i < 4; i++) {
                script.task(stage, i, stage * ranMillis, ranMillis, made -> made.blocksIn(1_000));
            }
            script.finish((stage + 1) * ranMillis, stage);
        }
        return script.end(2 * ranMillis).now();
    }

    @Test
    void groupsThatAreFolded_areToBeReduced() {
        var advice = Advisor.of(grouped("groupByKey", 3_000));
        assertThat(advice).extracting(Advice::rule).containsExactly("group and fold");
        assertThat(advice.getFirst().observed())
                .isEqualTo(
                        "groupByKey at A.java:2 moved 4,000 records and kept all values of each key, and mapValues at A.java:3"
                                + " then makes something of them.");
    }

    @Test
    void aReduction_andASmallGroup_areFine() {
        assertThat(rules(grouped("reduceByKey", 3_000))).isEmpty();
        assertThat(rules(grouped("groupByKey", 50))).isEmpty();
    }

    private static Moment resulting(long bytes, long gcMillis) {
        var script = script().stage(0, "collect at A.java:5", 4, List.of()).job(0, "x").begin(0, 0, 4);
        for (var i = 0; i < 4; i++) {
            script.task(0, i, 0, 9_000, made -> made.result(bytes / 4).gc(gcMillis));
        }
        return script.finish(9_000, 0).end(9_000).now();
    }

    @Test
    void aLargeResult_isNamed() {
        var advice = Advisor.of(resulting(1_000_000_000, 0));
        assertThat(advice).extracting(Advice::rule).containsExactly("large result");
        assertThat(advice.getFirst().observed())
                .isEqualTo("collect at A.java:5 brought 954 MiB into the memory of the program.");
    }

    @Test
    void garbageCollection_isNamedByItsShare() {
        var advice = Advisor.of(resulting(0, 2_250));
        assertThat(advice).extracting(Advice::rule).containsExactly("garbage collection");
        assertThat(advice.getFirst().observed())
                .isEqualTo("Tasks of stage 0 stood still for the garbage collector for 25 % of their time.");
    }

    @Test
    void aSmallResult_andALittleGarbage_areFine() {
        assertThat(rules(resulting(1_000_000, 100))).isEmpty();
    }

    private static Moment losing(long ranMillis) {
        var gone = new ExecutorId("e7");
        var again = new AttemptId(new StageId(0), 1, 1);
        var script =
                script().at(0, new Event.ExecutorJoined(gone, "h", 1, Map.of()))
                        .stage(0, "reduceByKey at A.java:3", 4, List.of())
                        .job(0, "x")
                        .begin(0, 0, 4);
        for (var i = 0; i < 4; i++) {
            script.task(0, i, 0, ranMillis);
        }
        script.finish(ranMillis, 0).at(ranMillis, new Event.ExecutorLeft(gone, "killed"));
        script.at(
                ranMillis,
                new Event.DataLost("reduceByKey at A.java:3", List.of(1), "Executor e7 left.", "Made again."));
        script.begin(ranMillis, 0, 1).at(ranMillis, new Event.TaskStarted(again, Script.EXECUTOR));
        var metrics =
                new TaskMetrics(
                        Duration.ofMillis(ranMillis),
                        TaskMetrics.Times.NONE,
                        0,
                        0,
                        0,
                        0,
                        List.of(),
                        TaskMetrics.Bytes.NONE,
                        TaskMetrics.Files.NONE,
                        0);
        script.at(2 * ranMillis, new Event.TaskFinished(again, Script.EXECUTOR, metrics));
        return script.finish(2 * ranMillis, 0).end(2 * ranMillis).now();
    }

    @Test
    void lostData_nameTheExecutor() {
        var advice = Advisor.of(losing(8_000));
        assertThat(advice).extracting(Advice::rule).contains("lost data");
        var lost = advice.stream().filter(one -> one.rule().equals("lost data")).findFirst().orElseThrow();
        assertThat(lost.observed())
                .isEqualTo("1 partition of reduceByKey at A.java:3 had to be made again: Executor e7 left.");
        assertThat(lost.change()).contains("checkpoint()");
        assertThat(lost.seconds()).isEqualTo(2);
    }

    @Test
    void lostDataThatWereQuicklyMadeAgain_areNoMatter() {
        assertThat(rules(losing(100))).isEmpty();
    }

    @Test
    void noMoreThanFiveAreTold_thoseFirstThatWinTheMost() {
        var script = script();
        for (var stage = 0; stage < 8; stage++) {
            script.stage(stage, "sortBy at A.java:" + stage, 1, List.of());
        }
        script.job(0, "x");
        for (var stage = 0; stage < 8; stage++) {
            script.begin(0, stage, 1).task(stage, 0, 0, 1_000L * (stage + 1)).finish(20_000, stage);
        }
        assertThat(Advisor.of(script.end(20_000).now()))
                .hasSize(5)
                .extracting(Advice::seconds)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }
}
