/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The figures of `bench latency` or `bench shell`, with what they depend on.
record LatencyReport(String command, String version, Machine machine, List<Sample> samples) {

    String text() {
        var text = new StringBuilder(command + ", " + version + "\n" + machine + "\n\n");
        var width = samples.stream().mapToInt(sample -> sample.what().length()).max().orElse(0);
        var titles = " ".repeat(width);
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s %10s %10s %10s %6s%s%n",
                        titles,
                        "median",
                        "least",
                        "greatest",
                        "runs",
                        targets()));
        for (var sample : samples) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s %10s %10s %10s %6d%s%n",
                            sample.what() + " ".repeat(width - sample.what().length()),
                            Sample.text(sample.median()),
                            Sample.text(sample.least()),
                            Sample.text(sample.greatest()),
                            sample.nanos().size(),
                            sample.judgement()));
        }
        return text.toString();
    }

    private String targets() {
        return samples.stream().anyMatch(sample -> sample.target().isPresent()) ? "  target" : "";
    }

    String json() {
        var results = samples.stream().map(LatencyReport::json).collect(Collectors.joining(",\n    "));
        return """
        {
          "command": %s,
          "version": %s,
          "processor": %s,
          "cores": %d,
          "system": %s,
          "java": %s,
          "master": %s,
          "results": [
            %s
          ]
        }
        """
                .formatted(
                        quoted(command),
                        quoted(version),
                        quoted(machine.processor()),
                        machine.cores(),
                        quoted(machine.system()),
                        quoted(machine.java()),
                        quoted(machine.master()),
                        results);
    }

    private static String json(Sample sample) {
        return String.format(
                Locale.ROOT,
                "{\"name\": %s, \"medianNanos\": %.0f, \"leastNanos\": %.0f, \"greatestNanos\": %.0f, \"runs\": %d%s}",
                quoted(sample.name()),
                sample.median(),
                sample.least(),
                sample.greatest(),
                sample.nanos().size(),
                sample.target().map(limit -> ", \"targetNanos\": " + limit.toNanos()).orElse(""));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
