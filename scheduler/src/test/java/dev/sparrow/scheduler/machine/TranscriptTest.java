/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Plays `src/test/resources/machine/*.txt`: commands, `----`, what the machine answers, a blank line.
///
/// Commands are those of [Notation] and, to look and to let time pass, `limits grace=200 input-losses=4
/// executor-losses=4` (first of all), `wait 200` (milliseconds, without a tick), `outputs 0` and `state 0 1`.
/// `-Dtranscripts=rewrite` writes the answers of today into the files: read the diff before you commit it.
class TranscriptTest {
    private static final String ANSWER = "----";

    @TestFactory
    Stream<DynamicTest> transcript() throws IOException, URISyntaxException {
        var folder = Path.of(TranscriptTest.class.getResource("/machine/first-job.txt").toURI()).getParent();
        try (var files = Files.list(folder)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        var expected = Files.readString(file);
        var actual = play(expected);
        if ("rewrite".equals(System.getProperty("transcripts"))) {
            var source = Path.of("src/test/resources/machine").resolve(file.getFileName());
            Files.writeString(source, actual);
            return;
        }
        assertThat(actual).as(file.getFileName().toString()).isEqualTo(expected);
    }

    /// The transcript with the answers that the machine gives now.
    private static String play(String transcript) {
        var player = new Player();
        var written = new ArrayList<String>();
        var answered = false;
        for (var line : transcript.lines().toList()) {
            if (line.isBlank()) {
                answered = false;
                written.add(line);
            } else if (line.equals(ANSWER)) {
                answered = true;
                written.add(line);
                written.addAll(player.answers());
            } else if (!answered) {
                written.add(line);
                if (!line.startsWith("#")) {
                    player.play(line);
                }
            }
        }
        return String.join("\n", written) + "\n";
    }

    private static final class Player {
        private Limits limits = Limits.DEFAULT;
        private Policies policies = Policies.DEFAULT;
        private JobMachine machine = new JobMachine(limits);
        private long nowMillis;
        private final List<String> answers = new ArrayList<>();

        void play(String line) {
            var words = List.of(line.split(" ", -1));
            switch (words.getFirst()) {
                case "pool" -> pool(words.get(1), words.subList(2, words.size()));
                case "speculate" -> {
                    policies =
                            policies.speculating(
                                    new Policies.Speculation(
                                            true, Duration.ofMillis(100), 2, 0.5, Duration.ofMillis(50)));
                    machine = new JobMachine(limits.preferring(policies));
                }
                case "exclude" -> exclude(words);
                case "fifo" -> share(new Policies.Sharing(Policies.Mode.FIFO, Map.of()));
                case "limits" -> words.stream().skip(1).forEach(this::limit);
                case "wait" -> nowMillis += Long.parseLong(words.get(1));
                case "outputs" -> answers.add(machine.outputsOf(Notation.stage(words.get(1))).toString());
                case "state" -> words.stream().skip(1).forEach(this::state);
                default ->
                        Notation.inputs(line)
                                .forEach(input -> answers.addAll(Notation.lines(machine.step(input, nowMillis))));
            }
        }

        private void limit(String setting) {
            var value = Integer.parseInt(setting.substring(setting.indexOf('=') + 1));
            limits =
                    switch (setting.substring(0, setting.indexOf('='))) {
                        case "grace" ->
                                new Limits(
                                        limits.stageAttemptsMax(),
                                        limits.executorLossesMax(),
                                        Duration.ofMillis(value));
                        case "lease" -> limits.leasing(Duration.ofMillis(value));
                        case "starvation" -> limits.starving(Duration.ofMillis(value));
                        case "input-losses" -> new Limits(value, limits.executorLossesMax(), limits.cancelGrace());
                        case "executor-losses" -> new Limits(limits.stageAttemptsMax(), value, limits.cancelGrace());
                        default -> throw new IllegalArgumentException("No limit: " + setting);
                    };
            machine = new JobMachine(limits.preferring(policies));
        }

        /// Such as `exclude task=1 stage=2 application=2 timeout=1000`.
        private void exclude(List<String> words) {
            var numbers = new HashMap<String, Integer>();
            words.stream()
                    .skip(1)
                    .map(word -> word.split("=", -1))
                    .forEach(sides -> numbers.put(sides[0], Integer.valueOf(sides[1])));
            policies =
                    policies.excluding(
                            new Policies.Exclusion(
                                    true,
                                    numbers.get("task"),
                                    numbers.get("stage"),
                                    numbers.get("application"),
                                    Duration.ofMillis(numbers.get("timeout"))));
            machine = new JobMachine(limits.preferring(policies));
        }

        private void share(Policies.Sharing sharing) {
            policies = policies.sharing(sharing);
            machine = new JobMachine(limits.preferring(policies));
        }

        /// Such as `pool web weight=2 least=3 fifo`.
        private void pool(String name, List<String> settings) {
            var numbers = new HashMap<>(Map.of("weight", 1, "least", 0));
            settings.stream()
                    .map(word -> word.split("=", -1))
                    .filter(sides -> sides.length == 2)
                    .forEach(sides -> numbers.put(sides[0], Integer.valueOf(sides[1])));
            var mode = settings.contains("fifo") ? Policies.Mode.FIFO : Policies.Mode.FAIR;
            var pools = new HashMap<>(policies.sharing().pools());
            pools.put(name, new Policies.Pool(mode, numbers.get("weight"), numbers.get("least")));
            share(new Policies.Sharing(Policies.Mode.FAIR, pools));
        }

        private void state(String stage) {
            answers.add("stage " + stage + " " + machine.stateOf(Notation.stage(stage)).getClass().getSimpleName());
        }

        List<String> answers() {
            var taken = List.copyOf(answers);
            answers.clear();
            return taken;
        }
    }
}
