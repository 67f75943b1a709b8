/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.ui.export.SparkLogReader;
import dev.sparrow.ui.log.JsonReader;
import dev.sparrow.ui.state.RunState;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Spark's own expected answers of its REST API, which lie with the logs that they are of in its published test
/// sources, against ours from those logs.
class SparkAnswersTest {
    private static final int EQUAL_MIN = 30;

    /// What we have no notion of, or leave out.
    private static final Set<String> LEFT_OUT =
            Set.of(
                    // of applications
                    "appSparkVersion",
                    "attemptId",
                    "lastUpdated",
                    "lastUpdatedEpoch",
                    "logSourceFullPath",
                    "logSourceName",
                    "sparkUser",
                    // of jobs and stages
                    "accumulatorUpdates",
                    "details",
                    "executorSummary",
                    "isShufflePushEnabled",
                    "killedTasksSummary",
                    "peakExecutorMetrics",
                    "resourceProfileId",
                    "schedulingPool",
                    "shuffleMergersCount",
                    "speculationSummary",
                    "executorMetricsDistributions",
                    "taskMetricsDistributions",
                    "memoryBytesSpilled",
                    "executorCpuTime",
                    // of tasks: ids and times of Spark's scheduler; duration is from launch to arrival of the result
                    "duration",
                    "executorLogs",
                    "gettingResultTime",
                    "partitionId",
                    "resultFetchStart",
                    "schedulerDelay",
                    "speculative",
                    "taskId",
                    "taskLocality",
                    "executorDeserializeTime",
                    "executorDeserializeCpuTime",
                    "resultSerializationTime",
                    "writeTime",
                    "executorMetrics",
                    // of executors: its block manager and what it excludes
                    "addTime",
                    "attributes",
                    "blacklistedInStages",
                    "excludedInStages",
                    "hostPort",
                    "isBlacklisted",
                    "isExcluded",
                    "maxMemory",
                    "maxTasks",
                    "memoryMetrics",
                    "memoryUsed",
                    "peakMemoryMetrics",
                    "rddBlocks",
                    "resources",
                    "totalCores",
                    "totalDuration",
                    "diskUsed",
                    "totalGCTime",
                    "totalInputBytes",
                    "totalShuffleRead",
                    "totalShuffleWrite",
                    "executorResources",
                    // of the environment
                    "classpathEntries",
                    "hadoopProperties",
                    "metricsProperties",
                    "resourceProfiles",
                    "runtime",
                    "systemProperties");

    /// Of blocks that are fetched and pushed there is no notion either, and they are many.
    private static boolean isLeftOut(String name) {
        return LEFT_OUT.contains(name)
                || name.matches("shuffle(Corrupt|Fetch|Local|Merged|Remote|WriteTime|Push).*")
                || name.matches("(fetchWait|local|remote|totalBlocks).*");
    }

    private final Map<String, ShownRun> runs = new LinkedHashMap<>();

    private static List<String> lines(String name) throws IOException {
        try (var stream = SparkAnswersTest.class.getResourceAsStream("/spark-events/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static final List<String> LOGS =
            List.of(
                    "app-20161115172038-0000",
                    "app-20161116163331-0000",
                    "app-20180109111548-0000",
                    "app-20200706201101-0003",
                    "application_1516285256255_0012",
                    "application_1553914137147_0018",
                    "application_1555004656427_0144",
                    "application_1578436911597_0052",
                    "application_1628109047826_1317105",
                    "local-1422981759269",
                    "local-1422981780767",
                    "local-1425081759269",
                    "local-1426533911241",
                    "local-1430917381534",
                    "local-1642039451826");

    private Answer answer(String path) {
        var question = path.indexOf('?');
        var query = new HashMap<String, String>();
        for (var pair : question < 0 ? new String[0] : path.substring(question + 1).split("&", -1)) {
            query.merge(
                    pair.substring(0, pair.indexOf('=')),
                    pair.substring(pair.indexOf('=') + 1),
                    (one, other) -> one + "," + other);
        }
        return new Api(all()).answer(question < 0 ? path : path.substring(0, question), query);
    }

    private Runs all() {
        return new Runs() {
            @Override
            public Optional<ShownRun> only() {
                return Optional.empty();
            }

            @Override
            public List<Listed> list() {
                return runs.values().stream()
                        .map(run ->
                                new Listed(
                                        run.facts().id(),
                                        Optional.of(run.facts()),
                                        Optional.of(run.look(RunState::last)),
                                        0,
                                        ""))
                        .sorted(
                                Comparator.comparing((Listed run) ->
                                                run.facts().orElseThrow().instant(run.tookMicros().orElse(0L)))
                                        .reversed())
                        .toList();
            }

            @Override
            public Optional<ShownRun> find(String id) {
                return Optional.ofNullable(runs.get(id));
            }
        };
    }

    @Test
    void asMuchOfSparksAnswers_isAsItExpects() throws IOException {
        for (var log : LOGS) {
            runs.put(log, new LoadedRun(SparkLogReader.read(lines(log))));
        }
        var equal = new ArrayList<String>();
        var different = new ArrayList<String>();
        for (var one : SparkCases.all().entrySet()) {
            var expected = compared(JsonReader.read(expected(one.getKey())));
            var answered = answer(one.getValue());
            var ours =
                    answered.status() == 200
                            ? within(expected, compared(JsonReader.read(answered.content())))
                            : answered.content();
            if (expected.equals(ours)) {
                equal.add(one.getKey());
            } else {
                different.add(one.getKey() + "\n  " + difference(expected, ours, ""));
            }
        }
        assertThat(equal.size())
                .as("%d equal; different:%n%s", equal.size(), String.join("\n", different))
                .isGreaterThanOrEqualTo(EQUAL_MIN);
    }

    private static String expected(String name) throws IOException {
        var file = "/HistoryServerExpectations/" + name.replaceAll("\\W", "_") + "_expectation.json";
        try (var stream = SparkAnswersTest.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Without what is left out; numbers are decimals, for Spark writes some as such; tasks by their index, for their
    /// ids are Spark's.
    private static Object compared(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var kept = new LinkedHashMap<String, Object>();
                map.forEach((name, inner) -> {
                    if (!isLeftOut(name.toString())) {
                        kept.put(name.toString(), name.equals("tasks") ? tasks(inner) : compared(inner));
                    }
                });
                yield kept;
            }
            case List<?> list -> list.stream().map(SparkAnswersTest::compared).toList();
            case long[] numbers -> LongStream.of(numbers).mapToObj(number -> (Object) (double) number).toList();
            case Long number -> (double) number;
            case null -> "";
            default -> value;
        };
    }

    private static Object tasks(Object tasks) {
        var byIndex = new TreeMap<String, Object>();
        ((Map<?, ?>) tasks)
                .values()
                .forEach(task ->
                        byIndex.put(
                                ((Map<?, ?>) task).get("index") + "." + ((Map<?, ?>) task).get("attempt"),
                                compared(task)));
        return byIndex;
    }

    /// What of ours Spark's answer has, too: ours tell some things that old logs did not let Spark tell.
    private static Object within(Object expected, Object ours) {
        if (expected instanceof Map<?, ?> map && ours instanceof Map<?, ?> more) {
            var kept = new LinkedHashMap<String, Object>();
            more.forEach((name, value) -> {
                if (map.containsKey(name)) {
                    kept.put(name.toString(), within(map.get(name), value));
                }
            });
            return kept;
        }
        if (expected instanceof List<?> list && ours instanceof List<?> more && list.size() == more.size()) {
            var kept = new ArrayList<Object>();
            for (var i = 0; i < list.size(); i++) {
                kept.add(within(list.get(i), more.get(i)));
            }
            return kept;
        }
        return ours;
    }

    private static String difference(Object expected, Object ours, String path) {
        if (expected instanceof Map<?, ?> map && ours instanceof Map<?, ?> other) {
            for (var name : map.keySet()) {
                if (!map.get(name).equals(other.get(name))) {
                    return difference(map.get(name), other.get(name), path + "/" + name);
                }
            }
        }
        if (expected instanceof List<?> list && ours instanceof List<?> other && list.size() == other.size()) {
            for (var i = 0; i < list.size(); i++) {
                if (!list.get(i).equals(other.get(i))) {
                    return difference(list.get(i), other.get(i), path + "[" + i + "]");
                }
            }
        }
        var text = path + ": " + expected + " but " + ours;
        return text.substring(0, Math.min(text.length(), 400));
    }
}
