/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.hand;

import dev.sparrow.benchmarks.workload.Words;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Words as bytes, each with its count; open addressing.
final class WordTable {
    private byte[][] words = new byte[1 << 18][];
    private long[] hashes = new long[1 << 18];
    private long[] counts = new long[1 << 18];
    private int size;

    /// @param bytes the word is at its front
    void add(byte[] bytes, int length, long hash, long count) {
        var slot = (int) (hash >>> 32) & words.length - 1;
        while (words[slot] != null && !(hashes[slot] == hash && isAt(slot, bytes, length))) {
            slot = slot + 1 & words.length - 1;
        }
        counts[slot] += count;
        if (words[slot] == null) {
            words[slot] = Arrays.copyOf(bytes, length);
            hashes[slot] = hash;
            size++;
            if (size * 2 > words.length) {
                grow();
            }
        }
    }

    private boolean isAt(int slot, byte[] bytes, int length) {
        return Arrays.equals(words[slot], 0, words[slot].length, bytes, 0, length);
    }

    private void grow() {
        var old = new WordTable();
        old.words = words;
        old.hashes = hashes;
        old.counts = counts;
        words = new byte[old.words.length * 2][];
        hashes = new long[words.length];
        counts = new long[words.length];
        size = 0;
        addAll(old);
    }

    void addAll(WordTable other) {
        for (var slot = 0; slot < other.words.length; slot++) {
            if (other.words[slot] != null) {
                add(other.words[slot], other.words[slot].length, other.hashes[slot], other.counts[slot]);
            }
        }
    }

    List<String> top(int limit) {
        return IntStream.range(0, words.length)
                .filter(slot -> words[slot] != null)
                .boxed()
                .sorted((left, right) -> Words.oftenFirst(word(left), counts[left], word(right), counts[right]))
                .limit(limit)
                .map(slot -> "(" + word(slot) + "," + counts[slot] + ")")
                .toList();
    }

    private String word(int slot) {
        return new String(words[slot], StandardCharsets.US_ASCII);
    }
}
