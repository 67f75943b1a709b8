/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.ui.log.LogReader;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Transcripts: events as lines of a log, then `---- at N` and what is to be seen at that moment. `-Dgolden=write`
/// writes what is seen; then read the change.
class RunStateTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/sparrow/ui/state");
    private static final String MARK = "---- at ";
    private static final String HEAD =
            "{\"run\":{\"version\":1,\"id\":\"r\",\"app\":\"a\",\"master\":\"local[2]\",\"started\":\"2026-01-01T00:00:00Z\","
                    + "\"slots\":2,\"settings\":[]}}";

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        var events = new ArrayList<>(List.of(HEAD));
        var seen = new StringBuilder();
        var expecting = false;
        for (var line : Files.readAllLines(file)) {
            if (line.startsWith(MARK)) {
                expecting = true;
                var state = LogReader.read(events.stream());
                var at = line.substring(MARK.length());
                seen.append(line).append('\n');
                seen.append(Described.of(at.equals("end") ? state.now() : state.at(Long.parseLong(at)))).append('\n');
            } else if (line.startsWith("{")) {
                expecting = false;
                events.add(line);
                seen.append(line).append('\n');
            } else if (!expecting) {
                seen.append(line).append('\n');
            }
        }
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(file, seen);
        }
        assertThat(seen).hasToString(Files.readString(file));
    }
}
