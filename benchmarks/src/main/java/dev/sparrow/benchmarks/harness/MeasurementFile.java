/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import dev.sparrow.benchmarks.workload.Answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/// The file that carries a measurement from the JVM that made it to the one that prints it.
final class MeasurementFile {
    /// Words and numbers have none.
    private static final String SEPARATOR = "\n";

    private MeasurementFile() {}

    static void write(Path file, Measurement measured) throws IOException {
        var properties = new Properties();
        properties.setProperty("first", Double.toString(measured.firstMillis()));
        properties.setProperty("millis", joined(measured.millis()));
        properties.setProperty("otherCores", Double.toString(measured.otherCores()));
        properties.setProperty("peakBytes", Long.toString(measured.peakBytes()));
        properties.setProperty("answer.exact", joined(measured.answer().exact()));
        properties.setProperty("answer.numbers", joined(measured.answer().numbers()));
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    static Measurement read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return new Measurement(
                Double.parseDouble(properties.getProperty("first")),
                numbers(properties.getProperty("millis")),
                Double.parseDouble(properties.getProperty("otherCores")),
                Long.parseLong(properties.getProperty("peakBytes")),
                new Answer(
                        split(properties.getProperty("answer.exact")),
                        numbers(properties.getProperty("answer.numbers"))));
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(SEPARATOR));
    }

    private static List<Double> numbers(String joined) {
        return split(joined).stream().map(Double::valueOf).toList();
    }
}
