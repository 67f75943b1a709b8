/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.workload.Answer;
import dev.sparrow.benchmarks.workload.Sizes;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/// R1: the bytes of the mapped file, without a string before the answer.
final class HandWords {
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;
    private static final int BLOCK = 1 << 16;
    private static final byte[] SMALL_LETTERS = smallLetters();

    private HandWords() {}

    /// For each byte the small letter; 0 for what is no letter.
    private static byte[] smallLetters() {
        var small = new byte[256];
        for (var letter = 'a'; letter <= 'z'; letter++) {
            small[letter] = (byte) letter;
            small[Character.toUpperCase(letter)] = (byte) letter;
        }
        return small;
    }

    static Supplier<Answer> count(Path file) throws IOException, InterruptedException, ExecutionException {
        try (var channel = FileChannel.open(file);
                var arena = Arena.ofShared()) {
            var text = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            var parts =
                    Parts.of(
                            (int) channel.size(),
                            (from, to) -> count(text, wordStart(text, from), wordStart(text, to)));
            var all = parts.getFirst();
            parts.stream().skip(1).forEach(all::addAll);
            var top = all.top(Sizes.TOP_WORDS).toArray();
            return () -> Answer.exactly(top);
        }
    }

    /// The first place from here on that is not inside a word.
    private static int wordStart(MemorySegment text, int from) {
        var at = from;
        while (at > 0 && at < text.byteSize() && SMALL_LETTERS[text.get(ValueLayout.JAVA_BYTE, at) & 0xff] != 0) {
            at++;
        }
        return at;
    }

    private static WordTable count(MemorySegment text, int from, int to) {
        var words = new WordTable();
        var block = new byte[BLOCK];
        var word = new byte[64];
        var length = 0;
        var hash = 0L;
        for (var at = from; at < to; at += BLOCK) {
            var bytes = Math.min(BLOCK, to - at);
            MemorySegment.copy(text, ValueLayout.JAVA_BYTE, at, block, 0, bytes);
            for (var i = 0; i < bytes; i++) {
                var letter = SMALL_LETTERS[block[i] & 0xff];
                if (letter != 0) {
                    if (length == word.length) {
                        word = Arrays.copyOf(word, length * 2);
                    }
                    word[length++] = letter;
                    hash = (hash + letter) * HASH_FACTOR;
                } else if (length > 0) {
                    words.add(word, length, hash, 1);
                    length = 0;
                    hash = 0;
                }
            }
        }
        if (length > 0) {
            words.add(word, length, hash, 1);
        }
        return words;
    }
}
