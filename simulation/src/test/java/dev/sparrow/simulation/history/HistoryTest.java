/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.history.Operation.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class HistoryTest {
    @TempDir Path folder;

    @Test
    void lines_becomeOperations() throws IOException {
        var file =
                write(
                        """
                        {"process": 1, "kind": "write", "key": "x", "value": "a\\u0062\\n", "invoke": 1, "return": 2, "outcome": "ok"}

                        {"process": "c2", "kind": "cas", "key": "x", "value": [null, 2.5, true], "invoke": 3, "outcome": "unknown"}
                        """);
        assertThat(History.read(file).operations())
                .containsExactly(
                        new Operation("1", "write", "x", "ab\n", 1, 2, Outcome.OK),
                        new Operation(
                                "c2", "cas", "x", Arrays.asList(null, 2.5, true), 3, Long.MAX_VALUE, Outcome.UNKNOWN));
    }

    @Test
    void aHistoryThatIsWritten_isReadAsItWas() {
        var history =
                new History(
                        List.of(
                                new Operation("a \"b\" \\ \n", "put", "grüße", "\t", 1, 2, Outcome.OK),
                                new Operation("p", "cas", "x", Arrays.asList(null, "2", false), 3, 4, Outcome.OK),
                                new Operation("p", "get", "x", null, 5, Long.MAX_VALUE, Outcome.UNKNOWN)));
        var file = folder.resolve("written");
        history.write(file);
        assertThat(History.read(file)).isEqualTo(history);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"process\": 1 \"kind\"} | column 15: expected '}'",
                "[1, 2] | expected an object in braces",
                "{\"process\": 1, \"kind\": \"read\", \"invoke\": 1, \"outcome\": \"maybe\"} | 'outcome' is ok, fail or unknown",
                "{\"kind\": \"read\", \"invoke\": 1, \"outcome\": \"fail\"} | 'process' is missing",
                "{\"process\": 1, \"kind\": \"read\", \"invoke\": 5, \"return\": 4, \"outcome\": \"ok\"} | it returned before",
                "{\"process\": 1, \"kind\": \"read\", \"invoke\": 1.5, \"outcome\": \"fail\"} | 'invoke' is missing or not a whole",
                "{\"process\": tru} | expected a value"
            })
    void lineThatIsNoOperation_isNamed(String line, String message) throws IOException {
        var file = write("\n" + line + "\n");
        assertThatThrownBy(() -> History.read(file))
                .isInstanceOf(SparrowException.class)
                .hasMessageStartingWith("Line 2 of " + file + " is not an operation: ")
                .hasMessageContaining(message);
    }

    @Test
    void missingFile_isNamed() {
        assertThatThrownBy(() -> History.read(folder.resolve("no.jsonl")))
                .isInstanceOf(SparrowException.class)
                .hasMessageStartingWith("Cannot read the history " + folder.resolve("no.jsonl"));
        assertThat(List.of(Model.values())).contains(Model.named("mutex"));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("history.jsonl"), text);
    }
}
