/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.TaskMetrics;
import dev.sparrow.ui.state.Described;
import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.ui.state.RunState;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

class LogTest {
    private static final RunFacts FACTS =
            new RunFacts(
                    "r",
                    "a\"pp\\ \u2028\ud800 ü",
                    "local[2]",
                    "1",
                    Instant.parse("2026-01-01T00:00:00.123Z"),
                    2,
                    List.of(
                            new RunFacts.Setting("sparrow.cluster.secretFile", "/home/me/secret", "set in code"),
                            new RunFacts.Setting("sparrow.master", "local[2]", "default")));

    private static List<String> lines(RunFacts facts, List<At> events, boolean shown) {
        var lines = new ArrayList<String>();
        var log = new LogLines(facts, shown ? Reasons.SHOWN : Reasons::withoutValues, lines::add);
        log.begin();
        events.forEach(log::accept);
        var state = new RunState(facts);
        events.forEach(state::onEvent);
        log.end(state.last());
        return lines;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsReadFromALog_isWhatListenersHeard(long seed) {
        var heard = RunsOfPrograms.of(seed);
        var read = LogReader.read(lines(heard.facts(), heard.events(), true).stream());
        assertThat(Described.of(read.now())).isEqualTo(Described.of(heard.state().now()));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void everyMomentOfARun_isTheStateAfterTheEventsUpToThen(long seed) {
        var heard = RunsOfPrograms.of(seed);
        // Attempts tell their begin and end with the clocks of their threads, which may pass each other by.
        var read = LogReader.read(lines(heard.facts(), heard.events(), true).stream());
        for (var share = 0; share <= 10; share++) {
            var at = read.last() * share / 10;
            var jobs = read.at(at).jobs().size();
            assertThat(jobs)
                    .isEqualTo(
                            heard.events().stream()
                                    .filter(one -> one.event() instanceof Event.JobStarted)
                                    .filter(one -> heard.facts().micros(one.at()) <= at)
                                    .count());
            assertThat(Described.of(read.at(at))).doesNotContain("-1");
        }
    }

    @Test
    void aLogThatIsTornAtAnyByte_isReadUpToItsLastWholeLine(@TempDir Path folder) throws IOException {
        var heard = RunsOfPrograms.of(3);
        var bytes = String.join("\n", lines(heard.facts(), heard.events(), true)).getBytes(StandardCharsets.UTF_8);
        var first = new String(bytes, StandardCharsets.UTF_8).indexOf('\n');
        var random = new Random(7);
        var file = folder.resolve("torn.jsonl");
        for (var i = 0; i < 60; i++) {
            Files.write(file, Arrays.copyOf(bytes, first + 1 + random.nextInt(bytes.length - first)));
            assertThat(RunFolder.read(file).facts().id()).isEqualTo(heard.facts().id());
        }
    }

    @Test
    void aLogThatIsDamagedInTheMiddle_isRefusedWithTheLine(@TempDir Path folder) throws IOException {
        var heard = RunsOfPrograms.of(4);
        var lines = new ArrayList<>(lines(heard.facts(), heard.events(), true));
        lines.set(2, lines.get(2).substring(0, 10));
        var file = folder.resolve("damaged.jsonl");
        Files.write(file, lines);
        assertThatThrownBy(() -> RunFolder.read(file))
                .hasMessageStartingWith(
                        "The file "
                                + file.toAbsolutePath()
                                + " cannot be read as the log of a run: line 3 is damaged:");
    }

    @Test
    void whatIsNoLog_isRefusedWithTheReason() {
        assertThatThrownBy(() -> LogReader.facts("{\"run\":{\"version\":2}}"))
                .hasMessage("it has version 2, and this Sparrow reads up to 1");
        assertThatThrownBy(() -> LogReader.facts("{}")).hasMessage("its first line is not that of a log of Sparrow");
        assertThatThrownBy(() -> LogReader.facts("hello"))
                .hasMessage("its first line is no JSON: not expected: 'h' at character 1");
    }

    @Test
    void namesOfEveryKind_areReadAsTheyWere() {
        assertThat(LogReader.facts(lines(FACTS, List.of(), true).getFirst()).app()).isEqualTo(FACTS.app());
    }

    @Test
    void secrets_areNotWritten() {
        assertThat(lines(FACTS, List.of(), true).getFirst()).doesNotContain("/home/me").contains("(hidden)");
    }

    @Test
    void values_areWrittenOnlyIfTheSettingSaysSo() {
        var heard =
                LongStream.range(0, 20)
                        .mapToObj(RunsOfPrograms::of)
                        .filter(run -> run.events().toString().contains("a secret"))
                        .findFirst()
                        .orElseThrow();
        assertThat(String.join("", lines(heard.facts(), heard.events(), true))).contains("a secret");
        assertThat(String.join("", lines(heard.facts(), heard.events(), false)))
                .doesNotContain("a secret")
                .contains("map at RunsOfPrograms.java:")
                .contains("threw java.lang.IllegalStateException (the rest may tell of values");
    }

    @Test
    void reasonsWithoutValues_keepWhoFailedAndWhere() {
        var reason =
                "count at A.java:4 (job 3) failed: map at A.java:3 threw java.lang.NumberFormatException: For \"x\""
                        + " for the element 'x'\n  in partition 2 of stage 7 (count at A.java:4), attempt 4 of 4.";
        assertThat(Reasons.withoutValues(reason))
                .isEqualTo(
                        "count at A.java:4 (job 3) failed: map at A.java:3 threw java.lang.NumberFormatException (the rest may"
                                + " tell of values: sparrow.log.values=shown keeps it)\n  in partition 2 of stage 7 (count at"
                                + " A.java:4), attempt 4 of 4.");
        assertThat(Reasons.withoutValues("the value 'x' is no number")).doesNotContain("'x'").startsWith("failed");
        assertThat(Reasons.withoutValues("cancelled")).isEqualTo("cancelled");
    }

    @Test
    void aThousandTasks_takeLessThan60BytesEach() {
        var random = new Random(1);
        var lines = new ArrayList<String>();
        var log = new LogLines(FACTS, Reasons.SHOWN, lines::add);
        var at = FACTS.started();
        for (var i = 0; i < 1_000; i++) {
            at = at.plusNanos(1_000L * random.nextInt(3_000));
            var id = new AttemptId(new StageId(0), i, 0);
            var ran = Duration.ofNanos(1_000L * (500 + random.nextInt(20_000)));
            var metrics =
                    new TaskMetrics(
                            ran,
                            new TaskMetrics.Times(
                                    Duration.ofNanos(1_000L * random.nextInt(900)), ran.dividedBy(2), Duration.ZERO),
                            10_000 + random.nextInt(1_000),
                            0,
                            random.nextInt(5_000),
                            0,
                            List.of(),
                            new TaskMetrics.Bytes(0, random.nextInt(80_000), 0, 524_288),
                            TaskMetrics.Files.NONE,
                            0);
            log.accept(new At(at, new Event.TaskStarted(id, new ExecutorId("local"))));
            log.accept(new At(at.plus(ran), new Event.TaskFinished(id, new ExecutorId("local"), metrics)));
        }
        log.flush();
        assertThat(lines.stream().mapToInt(String::length).sum()).isLessThan(60_000);
    }

    @Test
    void longAttempts_areInTheLogBeforeTheyEnd() {
        var lines = new ArrayList<String>();
        var log = new LogLines(FACTS, Reasons.SHOWN, lines::add);
        var id = new AttemptId(new StageId(3), 5, 1);
        log.accept(new At(FACTS.started(), new Event.TaskStarted(id, new ExecutorId("e1"))));
        log.flush(500_000);
        assertThat(lines).isEmpty();
        log.flush(1_500_000);
        log.flush(2_500_000);
        assertThat(lines)
                .containsExactly(
                        "{\"taskRuns\":{\"at\":0,\"stage\":3,\"partition\":5,\"attempt\":1,\"executor\":\"e1\"}}");
    }

    // ---- The folder -------------------------------------------------------------------------------------------------

    private static RunLog log(RunFolder folder, int second) {
        var facts = new RunFacts("", "app", "local", "", Instant.ofEpochSecond(1_000_000L + second), 1, List.of());
        return RunLog.begin(folder, facts, false, 77, Clock.fixed(facts.started(), ZoneOffset.UTC));
    }

    @Test
    void onlyTheLastRuns_areKept(@TempDir Path path) {
        var folder = new RunFolder(path.resolve("runs"));
        for (var i = 0; i < 6; i++) {
            log(folder, i / 2).close();
        }
        folder.prune(3, Long.MAX_VALUE);
        assertThat(folder.entries())
                .extracting(RunFolder.Entry::id)
                .containsExactly("19700112-134642-77-2", "19700112-134642-77", "19700112-134641-77-2");
        folder.prune(3, 1);
        assertThat(folder.entries()).hasSize(1);
    }

    @Test
    void aRunIsFound_byTheBeginningOfItsName_andTheLatestWithoutOne(@TempDir Path path) {
        var folder = new RunFolder(path);
        log(folder, 0).close();
        log(folder, 60).close();
        assertThat(folder.find(""))
                .hasValueSatisfying(file -> assertThat(file).hasFileName("19700112-134740-77.jsonl"));
        assertThat(folder.find("19700112-1346")).isPresent();
        assertThat(folder.find("2026")).isEmpty();
        assertThat(folder.find(path.resolve("19700112-134740-77.jsonl").toString())).isPresent();
    }

    @Test
    void theListSays_whichRunsHaveEnded(@TempDir Path path) throws IOException {
        var folder = new RunFolder(path);
        var open = log(folder, 0);
        log(folder, 1).close();
        Files.writeString(path.resolve("z.jsonl"), "nonsense\n");
        open.onEvent(new At(Instant.ofEpochSecond(1_000_000), new Event.Warning("w")));
        assertThat(folder.entries()).extracting(RunFolder.Entry::problem).first().asString().contains("no JSON");
        assertThat(folder.entries()).extracting(entry -> entry.ended().isPresent()).containsExactly(false, true, false);
        open.close();
    }

    @Test
    void aFolderThatCannotBeMade_isNamed(@TempDir Path path) throws IOException {
        var file = Files.writeString(path.resolve("file"), "");
        assertThatThrownBy(() -> log(new RunFolder(file.resolve("runs")), 0))
                .hasMessage("No log of this run can be written in " + file.resolve("runs").toAbsolutePath());
    }
}
