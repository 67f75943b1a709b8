/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks;

import dev.sparrow.benchmarks.harness.CellRunner;
import dev.sparrow.benchmarks.harness.Rival;
import dev.sparrow.benchmarks.workload.DataFiles;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Words;
import dev.sparrow.benchmarks.workload.Workload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The measurement of the memory that cached words take in Sparrow and in Spark, beside their columns: the bytes of the
/// words as UTF-8, and four for the length of each word and of each list.
public final class CacheSize {
    private static final double SCALE = 0.25;
    private static final double MIB = 1 << 20;

    private CacheSize() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var checkout = Checkout.ofEnvironment();
        var sizes = new Sizes(SCALE);
        var files = new DataFiles(checkout.data(sizes));
        files.make(Workload.WORD_COUNT, sizes, checkout.book());
        Files.createDirectories(checkout.work());
        var runner = new CellRunner(checkout.classPaths(), Heap.bytes(), checkout.work());
        var text = files.text().toString();
        var columns = columns(files.text());
        var sparrow = kept(runner, Rival.SPARROW, "dev.sparrow.benchmarks.sparrow.KeptWords", text);
        var spark = kept(runner, Rival.SPARK, "dev.sparrow.benchmarks.spark.SparkKeptWords", text);
        System.out.printf(
                Locale.ROOT,
                "%-8s %12s %12s %12s %16s %16s%n",
                "kept",
                "columns MiB",
                "Sparrow MiB",
                "Spark MiB",
                "Sparrow/columns",
                "Sparrow/Spark");
        for (var what : List.of("words", "lists")) {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %12.1f %12.1f %12.1f %16.2f %16.2f%n",
                    what,
                    columns.get(what) / MIB,
                    sparrow.get(what) / MIB,
                    spark.get(what) / MIB,
                    (double) sparrow.get(what) / columns.get(what),
                    (double) sparrow.get(what) / spark.get(what));
        }
    }

    private static Map<String, Long> columns(Path text) throws IOException {
        var bytes = 0L;
        var words = 0L;
        var lists = 0L;
        try (var lines = Files.newBufferedReader(text)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                lists++;
                for (var word : Words.of(line)) {
                    words++;
                    bytes += word.getBytes(StandardCharsets.UTF_8).length;
                }
            }
        }
        var ofWords = bytes + words * Integer.BYTES;
        return Map.of("words", ofWords, "lists", ofWords + lists * Integer.BYTES);
    }

    /// Runs a class in the JVM of an engine, which prints lines of a name and a number.
    private static Map<String, Long> kept(CellRunner runner, Rival rival, String mainClass, String text)
            throws IOException, InterruptedException {
        var log = runner.work().resolve("kept-" + rival.id() + ".log");
        var process =
                new ProcessBuilder(runner.command(rival, mainClass, List.of(text)))
                        .directory(runner.work().toFile())
                        .redirectError(log.toFile())
                        .start();
        var sizes = new HashMap<String, Long>();
        try (var out = process.inputReader()) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                var words = line.split(" ", -1);
                if (words.length == 2 && words[1].matches("\\d+")) {
                    sizes.put(words[0], Long.parseLong(words[1]));
                }
            }
        }
        if (process.waitFor() != 0 || sizes.size() != 2) {
            throw new IllegalStateException(mainClass + " failed, see " + log);
        }
        return sizes;
    }
}
