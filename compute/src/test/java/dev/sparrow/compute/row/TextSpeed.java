/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import com.sun.management.ThreadMXBean;

import dev.sparrow.Text;
import dev.sparrow.compute.Op;
import dev.sparrow.config.Compilation;
import dev.sparrow.file.FileSplit;
import dev.sparrow.function.Function;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.SourceData.Malformed;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.Compression;
import dev.sparrow.value.HashPartitioner;
import dev.sparrow.value.Tuple2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/// Counts the lines and words of a text in several ways, in one thread. Prints medians, and what each way allocates.
/// Not a test: run `main`; the argument is a text file of some 100 MB.
final class TextSpeed {
    private static final int ROUNDS = 9;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path file;
    private final long length;

    private TextSpeed(Path file) throws IOException {
        this.file = file;
        this.length = Files.size(file);
    }

    public static void main(String[] args) throws IOException {
        var speed = new TextSpeed(Path.of(args[0]));
        System.out.printf("%-40s %10s %10s %10s %12s%n", "", "ms", "first ms", "bytes/byte", "answer");
        speed.measure("words by a loop over bytes", speed::wordsByHand);
        speed.measure("lines", () -> speed.count());
        speed.measure("words, String.split", () -> speed.count(flatMap(TextSpeed::split)));
        speed.measure("words, Text.words", () -> speed.count(flatMap(Text::words)));
        speed.measure("words and a step, Text.words", () -> speed.count(flatMap(Text::words), pair()));
        speed.measure("word count by a loop over bytes", speed::wordCountByHand);
        speed.measure("word count, String.split", () -> speed.wordCount(flatMap(TextSpeed::split), pair()));
        speed.measure("word count, Text.words", () -> speed.wordCount(flatMap(Text::words), pair()));
    }

    static Iterator<String> split(String line) {
        return Arrays.stream(line.split("\\s+")).filter(word -> !word.isEmpty()).iterator();
    }

    private Object wordsByHand() {
        try {
            var words = 0L;
            var within = false;
            for (var b : Files.readAllBytes(file)) {
                var letter = b > ' ' || b < 0;
                words += letter && !within ? 1 : 0;
                within = letter;
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object wordCountByHand() {
        try {
            var table = new ByteTable();
            var bytes = Files.readAllBytes(file);
            var begin = 0;
            var hash = 0;
            for (var i = 0; i <= bytes.length; i++) {
                if (i < bytes.length && (bytes[i] > ' ' || bytes[i] < 0)) {
                    hash = 31 * hash + bytes[i];
                    continue;
                }
                if (i > begin) {
                    table.add(bytes, begin, i, hash);
                }
                begin = i + 1;
                hash = 0;
            }
            return table.size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Counts by words in a table that is large enough for most books.
    private static final class ByteTable {
        private final byte[][] words = new byte[1 << 16][];
        private final int[] hashes = new int[1 << 16];
        private final long[] counts = new long[1 << 16];
        private int size;

        private void add(byte[] bytes, int from, int to, int hash) {
            var place = (hash * 0x9E3779B9) >>> 16;
            while (words[place] != null
                    && !(hashes[place] == hash
                            && Arrays.equals(words[place], 0, words[place].length, bytes, from, to))) {
                place = (place + 1) & (words.length - 1);
            }
            if (words[place] == null) {
                words[place] = Arrays.copyOfRange(bytes, from, to);
                hashes[place] = hash;
                size++;
            }
            counts[place]++;
        }
    }

    private Object count(Step... steps) {
        return plan(steps).count();
    }

    private Object wordCount(Step... steps) {
        var plan = plan(steps);
        var sum = new Aggregation.Reduce((left, right) -> (Long) left + (Long) right);
        return plan.write(new Exchange.Combine(new HashPartitioner(1), sum), 0).getFirst().size();
    }

    private Plan plan(Step... steps) {
        try {
            var plan = new Plan(Compilation.AUTO);
            var modified = Files.getLastModifiedTime(file).toMillis();
            var split = new FileSplit(file.toString(), 0, length, length, modified, Compression.NONE);
            var text = new SourceData.Text(List.of(split), Malformed.REPLACE, 1 << 20);
            var lines = plan.add(new Op.Read(text, Plan.label("textFile")));
            if (steps.length > 0) {
                plan.steps(lines, steps);
            }
            return plan;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // as the public API does
    private static Step flatMap(Function<String, Iterator<String>> function) {
        return new Step.FlatMap((Function<Object, Iterator<Object>>) (Function<?, ?>) function);
    }

    private static Step pair() {
        return new Step.Map(word -> new Tuple2<>(word, 1L));
    }

    private void measure(String name, Supplier<Object> way) {
        var nanos = new long[ROUNDS];
        var allocated = 0L;
        Object answer = null;
        for (var round = 0; round < ROUNDS; round++) {
            var before = THREADS.getCurrentThreadAllocatedBytes();
            var started = THREADS.getCurrentThreadCpuTime();
            answer = way.get();
            nanos[round] = THREADS.getCurrentThreadCpuTime() - started;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        var first = nanos[0];
        Arrays.sort(nanos);
        System.out.printf(
                "%-40s %10.1f %10.1f %10.2f %12s%n",
                name, nanos[ROUNDS / 2] / 1e6, first / 1e6, (double) allocated / length, answer);
    }
}
