/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/// The files that R1 to R3 read. Made on first use from a seed and kept.
///
/// @param folder where they are; each scale has its own
public record DataFiles(Path folder) {
    private static final long SEED = 42;
    private static final int NAMES = 300_000;

    /// Where the file that is being made is, until it is whole.
    private static final String UNFINISHED = ".unfinished";

    @FunctionalInterface
    private interface Maker {
        void make(Path file) throws IOException;
    }

    public Path text() {
        return folder.resolve("text.txt");
    }

    /// Lines `from<tab>to`, each edge once.
    public Path graph() {
        return folder.resolve("graph.tsv");
    }

    /// Makes what a row reads and is not there yet.
    ///
    /// @param book the text whose lines are repeated
    public void make(Workload workload, Sizes sizes, Path book) throws IOException {
        if (input(workload).equals(Input.TEXT)) {
            make(text(), file -> writeText(file, sizes.textBytes(), book));
        } else if (input(workload).equals(Input.GRAPH)) {
            make(graph(), file -> writeGraph(file, sizes.nodeBits(), sizes.edges()));
        }
    }

    private enum Input {
        TEXT,
        GRAPH,
        NONE
    }

    private static Input input(Workload workload) {
        return switch (workload) {
            case WORD_COUNT, LOG_MINING -> Input.TEXT;
            case PAGE_RANK -> Input.GRAPH;
            case K_MEANS,
                    K_MEANS_IN_PLACE,
                    LOGISTIC_REGRESSION,
                    LOGISTIC_REGRESSION_IN_PLACE,
                    NUMBER_PIPELINE,
                    RECORD_PIPELINE,
                    REDUCE_BY_KEY,
                    SORT,
                    JOIN,
                    COUNT_2,
                    COUNT_1000 ->
                    Input.NONE;
        };
    }

    private void make(Path file, Maker maker) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            var unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
            maker.make(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// Lines of the book in random order, each with a made-up name at its end, some of them frequent and most rare: a
    /// book alone has so few words that every table of them fits into the processor's cache.
    private static void writeText(Path file, long bytes, Path book) throws IOException {
        var random = new SplittableRandom(SEED);
        var lines = Files.readAllLines(book).stream().filter(line -> !line.isBlank()).toList();
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (var written = 0L; written < bytes; ) {
                var line = lines.get(random.nextInt(lines.size())) + ' ' + name(random.nextDouble());
                out.write(line);
                out.write('\n');
                written += line.length() + 1;
            }
        }
    }

    private static String name(double random) {
        var name = new StringBuilder("Q");
        for (var number = (int) (random * random * random * NAMES); number > 0; number /= 26) {
            name.append((char) ('a' + number % 26));
        }
        return name.toString();
    }

    /// R-MAT (Chakrabarti, Zhan and Faloutsos 2004) with the usual probabilities 0.57, 0.19, 0.19, 0.05.
    private static void writeGraph(Path file, int nodeBits, int edges) throws IOException {
        var random = new SplittableRandom(SEED);
        var seen = new HashSet<List<Integer>>();
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            while (seen.size() < edges) {
                var from = 0;
                var to = 0;
                for (var bit = 0; bit < nodeBits; bit++) {
                    var quarter = random.nextDouble();
                    from = from << 1 | (quarter >= 0.76 ? 1 : 0);
                    to = to << 1 | ((quarter >= 0.57 && quarter < 0.76) || quarter >= 0.95 ? 1 : 0);
                }
                if (seen.add(List.of(from, to))) {
                    out.write(from + "\t" + to + "\n");
                }
            }
        }
    }
}
