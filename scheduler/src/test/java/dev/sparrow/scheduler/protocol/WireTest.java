/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.scheduler.slots.Grant;
import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The bytes of messages.
class WireTest {
    private static final Path GOLDEN = Path.of("src/test/resources", "protocol", "golden.txt");
    private static final AttemptId ATTEMPT = new AttemptId(new StageId(3), 1, 0);

    private static Object there(Object value) {
        return Wire.decode(Wire.encode(value), Object.class);
    }

    private static void assertTravels(Object value) {
        assertThat(MessageSamples.text(there(value))).isEqualTo(MessageSamples.text(value));
    }

    @Test
    void classesThatTravel_haveNumbers_andNoOthersHave() {
        var numbered = new HashSet<>(WireClasses.RECORDS.values());
        numbered.add(RemoteError.class);
        numbered.removeAll(List.of(Optional.class, Duration.class, Instant.class));
        assertThat(MessageSamples.classes().values()).containsExactlyInAnyOrderElementsOf(numbered);
    }

    @Test
    void noClassHasTwoNumbers_andNoneIsTaken() {
        assertThat(WireClasses.RECORDS.values()).doesNotHaveDuplicates();
        assertThat(WireClasses.RECORDS.keySet())
                .allMatch(number -> number > 14)
                .doesNotContain(
                        WireClasses.LIST,
                        WireClasses.SET,
                        WireClasses.MAP,
                        WireClasses.BYTES,
                        WireClasses.REMOTE_ERROR);
    }

    @Test
    void eachClass_travels_withEmptyAndWithLongCollections() {
        for (var type : MessageSamples.classes().values()) {
            for (var size : new int[] {0, 1, 2, 130}) {
                assertTravels(MessageSamples.of(type, size));
            }
        }
        MessageSamples.others().values().forEach(WireTest::assertTravels);
    }

    @Test
    void eachConstant_travels() {
        for (var type : MessageSamples.classes().values()) {
            if (type.isEnum()) {
                assertThat(type.getEnumConstants()).allMatch(each -> there(each).equals(each));
            }
        }
    }

    @Test
    void collectionsOfAllClasses_travel() {
        var three = List.of(ATTEMPT, new AttemptId(new StageId(3), 2, 0), new AttemptId(new StageId(3), 3, 0));
        var lists =
                List.<List<AttemptId>>of(
                        three,
                        three.subList(1, 3),
                        new ArrayList<>(three).subList(0, 2),
                        Collections.unmodifiableList(three),
                        Collections.nCopies(4, ATTEMPT),
                        Collections.singletonList(null),
                        Arrays.asList(ATTEMPT, null),
                        three.stream().toList(),
                        three.reversed(),
                        List.of());
        lists.forEach(list -> assertTravels(new ExecutorCommand.RecallTasks(list)));
        var names = new TreeMap<>(Map.of("gpu", List.of("0", "1"), "fpga", List.of("a")));
        for (var map : List.of(names, Map.copyOf(names), Collections.unmodifiableMap(names), names.headMap("g"))) {
            assertTravels(new Grant(2, map));
        }
        assertTravels(IntStream.range(0, 100_000).boxed().toList());
    }

    /// `-Dgolden=write` writes the file anew, which is then to be read through: only lines of new classes may differ,
    /// else programs of two versions do not understand each other, and numbers mean other classes.
    @Test
    void bytesOfTheSamples_areThoseOfTheFile() throws IOException {
        var now = new TreeMap<String, Object>(MessageSamples.others());
        MessageSamples.classes().forEach((name, type) -> now.put(name, MessageSamples.of(type, 2)));
        var lines =
                now.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + HexFormat.of().formatHex(Wire.encode(entry.getValue())))
                        .toList();
        if (System.getProperty("golden", "").equals("write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, lines, StandardCharsets.UTF_8);
        }
        assertThat(lines)
                .as("the bytes of messages have changed, or a new class has none: write them with -Dgolden=write")
                .isEqualTo(golden());
    }

    @Test
    void linesOfTheFile_areRead() throws IOException {
        for (var line : golden()) {
            var name = line.substring(0, line.indexOf(':'));
            var value = Wire.decode(bytes(line), Object.class);
            var sample = MessageSamples.others().get(name);
            var expected = sample == null ? MessageSamples.of(MessageSamples.classes().get(name), 2) : sample;
            assertThat(MessageSamples.text(value)).as(name).isEqualTo(MessageSamples.text(expected));
        }
    }

    static List<String> golden() throws IOException {
        return Files.readAllLines(GOLDEN, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String goldenLine) {
        return HexFormat.of().parseHex(goldenLine.substring(goldenLine.lastIndexOf(' ') + 1));
    }

    @Test
    void messageThatIsTooLong_isRefused() {
        var ended =
                new ExecutorEvent.TasksEnded(
                        Collections.nCopies(20_000, new TaskReport.Returned(ATTEMPT, Instant.EPOCH)));
        assertThatThrownBy(() -> new MessageWriter(_ -> {}).send(ended))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("A message of \\d+ bytes \\(TasksEnded\\), and 65536 are the limit\\. .*");
    }

    @Test
    void textsOfUsersAndManyTasks_goInParts_alsoBetweenOthers() {
        var messages =
                List.of(
                        new ExecutorEvent.BarrierCalled(
                                ATTEMPT, BarrierRounds.Operation.ALL_GATHER, "€".repeat(1 << 20)),
                        new ExecutorEvent.BarrierCalled(
                                ATTEMPT, BarrierRounds.Operation.ALL_GATHER, "x".repeat(Wire.MESSAGE_BYTES_MAX)),
                        new ExecutorEvent.Pong());
        var parts = new ArrayList<List<byte[]>>();
        var writer = new MessageWriter(bytes -> parts.getLast().add(bytes));
        for (var message : messages) {
            parts.add(new ArrayList<>());
            writer.send(message);
        }
        assertThat(parts).extracting(List::size).containsExactly(49, 2, 1);
        assertThat(parts).allSatisfy(all -> assertThat(all).allMatch(part -> part.length <= Wire.MESSAGE_BYTES_MAX));
        var reader = new MessageReader<>(ExecutorEvent.class);
        var read = new ArrayList<ExecutorEvent>();
        for (var i = 0; i < 49; i++) {
            for (var all : parts) {
                if (i < all.size()) {
                    reader.take(all.get(i)).ifPresent(read::add);
                }
            }
        }
        assertThat(read).containsExactly(messages.get(2), messages.get(1), messages.get(0));
    }

    @Test
    void longCommands_goInParts() {
        var hosts = Collections.nCopies(20_000, "host-17.example");
        var texts = Collections.nCopies(3, "y".repeat(1 << 20));
        var launch = (ExecutorCommand.RunTasks) MessageSamples.of(ExecutorCommand.RunTasks.class, 1);
        var messages =
                List.<ExecutorCommand>of(
                        new ExecutorCommand.RunTasks(launch.attempts(), 0, launch.stage(), 1, launch.grant(), hosts),
                        new ExecutorCommand.BarrierOver(ATTEMPT, texts),
                        new ExecutorCommand.BarrierBroken(
                                ATTEMPT, "partitions " + IntStream.range(0, 50_000).boxed().toList()));
        var read = new ArrayList<ExecutorCommand>();
        var reader = new MessageReader<>(ExecutorCommand.class);
        var writer = new MessageWriter(bytes -> reader.take(bytes).ifPresent(read::add));
        messages.forEach(writer::send);
        assertThat(read).isEqualTo(messages);
    }

    @Test
    void partsInDisorder_areRefused() {
        var reader = new MessageReader<>(ExecutorEvent.class);
        for (var part :
                List.of(
                        new MessageWriter.Part(1, 1, 2, new byte[1]),
                        new MessageWriter.Part(2, 0, 0, new byte[1]),
                        new MessageWriter.Part(3, 0, -1, new byte[1]),
                        new MessageWriter.Part(4, -1, 2, new byte[1]),
                        new MessageWriter.Part(5, 0, 2, null),
                        new MessageWriter.Part(6, 0, 1, new byte[1]))) {
            assertUnreadable(() -> reader.take(Wire.encode(part)));
        }
    }

    @Test
    void whatIsNoMessage_isRefused() {
        assertUnreadable(() -> Wire.decode(new byte[0], ExecutorEvent.class));
        assertUnreadable(() -> Wire.decode(new byte[] {0}, ExecutorEvent.class));
        assertUnreadable(() -> Wire.decode(Wire.encode(new ExecutorCommand.Ping()), ExecutorEvent.class));
        assertUnreadable(() -> new MessageReader<>(ExecutorEvent.class).take(Wire.encode(new ExecutorCommand.Ping())));
        var tooLong = new ExecutorCommand.BarrierBroken(ATTEMPT, "x".repeat(Wire.MESSAGE_BYTES_MAX));
        assertUnreadable(() -> new MessageReader<>(ExecutorCommand.class).take(Wire.encode(tooLong)));
        var longer = Arrays.copyOf(Wire.encode(new ExecutorEvent.Pong()), 9);
        assertUnreadable(() -> Wire.decode(longer, ExecutorEvent.class));
    }

    private static void assertUnreadable(ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE))
                .hasMessageStartingWith("A message between executors and driver (Executor");
    }
}
