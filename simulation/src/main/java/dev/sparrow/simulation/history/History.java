/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.history;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What all clients of a system did and saw.
///
/// As a file it is JSON lines, one operation each: `process`, `kind`, `key`, `value`, `invoke` and `return` in
/// nanoseconds of one clock, `outcome` (`ok`, `fail` or `unknown`).
public record History(List<Operation> operations) {
    public History {
        operations = List.copyOf(operations);
    }

    /// Reads a file.
    ///
    /// @throws SparrowException if it cannot be read, or a line is not an operation: the message names the line
    public static History read(Path file) {
        var operations = new ArrayList<Operation>();
        try (var lines = Files.newBufferedReader(file)) {
            var number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    operations.add(operation(file, number, line));
                }
            }
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.INPUT_UNREADABLE, "Cannot read the history " + file + ": " + e + ". Check the path.", e);
        }
        return new History(operations);
    }

    /// Writes a file that [#read] reads.
    ///
    /// @throws SparrowException if it cannot be written
    public void write(Path file) {
        try {
            Files.write(file, operations.stream().map(History::line).toList());
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUTPUT_FAILED, "Cannot write the history " + file + ": " + e + ". Check the path.", e);
        }
    }

    private static String line(Operation operation) {
        var members = new LinkedHashMap<String, Object>();
        members.put("process", operation.process());
        members.put("kind", operation.kind());
        members.put("key", operation.key());
        members.put("value", operation.value());
        members.put("invoke", operation.invokeNanos());
        if (operation.outcome() == Operation.Outcome.OK) {
            members.put("return", operation.returnNanos());
        }
        members.put("outcome", operation.outcome().name().toLowerCase(Locale.ROOT));
        return Json.text(members);
    }

    private static Operation operation(Path file, int number, String line) {
        try {
            if (Json.parse(line) instanceof Map<?, ?> members) {
                return operation(members);
            }
            throw new IllegalArgumentException("expected an object in braces");
        } catch (IllegalArgumentException e) {
            throw new SparrowException(
                    ErrorCode.MALFORMED_INPUT,
                    ("Line %d of %s is not an operation: %s. A line is for example {\"process\": 1, \"kind\": \"write\","
                                    + " \"key\": \"x\", \"value\": 3, \"invoke\": 10, \"return\": 20, \"outcome\": \"ok\"}.")
                            .formatted(number, file, e.getMessage()),
                    e);
        }
    }

    private static Operation operation(Map<?, ?> members) {
        var outcome =
                switch (text(members, "outcome")) {
                    case "ok" -> Operation.Outcome.OK;
                    case "fail" -> Operation.Outcome.FAIL;
                    case "unknown" -> Operation.Outcome.UNKNOWN;
                    default -> throw new IllegalArgumentException("'outcome' is ok, fail or unknown");
                };
        var invoke = nanos(members, "invoke");
        var returned = outcome == Operation.Outcome.OK ? nanos(members, "return") : Long.MAX_VALUE;
        if (returned < invoke) {
            throw new IllegalArgumentException("it returned before it was invoked");
        }
        var key = members.get("key");
        return new Operation(
                text(members, "process"),
                text(members, "kind").toLowerCase(Locale.ROOT),
                key == null ? "" : key.toString(),
                members.get("value"),
                invoke,
                returned,
                outcome);
    }

    private static String text(Map<?, ?> members, String name) {
        var value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value.toString();
    }

    private static long nanos(Map<?, ?> members, String name) {
        if (members.get(name) instanceof Long nanos) {
            return nanos;
        }
        throw new IllegalArgumentException("'" + name + "' is missing or not a whole number");
    }
}
