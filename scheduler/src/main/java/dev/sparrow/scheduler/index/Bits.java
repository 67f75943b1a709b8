/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.index;

import java.util.Arrays;

/// A set of small numbers from 0. The least number of one, or of what two have in common, is found by words of 64.
public final class Bits {
    private static final int WORD = 64;

    private long[] words = new long[1];
    private int size;

    /// No number is in a word before this one.
    private int from = 1;

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    public boolean contains(int number) {
        var word = number / WORD;
        return word < words.length && (words[word] & bit(number)) != 0;
    }

    /// Returns whether the number was not in it.
    public boolean add(int number) {
        var word = number / WORD;
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(2 * words.length, word + 1));
        }
        if ((words[word] & bit(number)) != 0) {
            return false;
        }
        words[word] |= bit(number);
        size++;
        from = Math.min(from, word);
        return true;
    }

    /// Returns whether the number was in it.
    public boolean remove(int number) {
        if (!contains(number)) {
            return false;
        }
        words[number / WORD] &= ~bit(number);
        size--;
        if (size == 0) {
            from = words.length;
        }
        return true;
    }

    /// The least number; -1 if there is none.
    public int first() {
        while (from < words.length && words[from] == 0) {
            from++;
        }
        return from < words.length ? number(from, words[from]) : -1;
    }

    /// The least number that is not below; -1 if there is none.
    public int next(int least) {
        var word = Math.max(least / WORD, from);
        if (word >= words.length) {
            return -1;
        }
        var left = word == least / WORD ? words[word] & (-1L << least) : words[word];
        while (left == 0 && ++word < words.length) {
            left = words[word];
        }
        return left == 0 ? -1 : number(word, left);
    }

    /// The least number that is in both and not in a third; -1 if there is none.
    public int firstCommon(Bits other, Bits without) {
        var end = Math.min(words.length, other.words.length);
        for (var word = Math.max(from, other.from); word < end; word++) {
            var common = words[word] & other.words[word] & ~without.word(word);
            if (common != 0) {
                return number(word, common);
            }
        }
        return -1;
    }

    /// The least number that is not in the other; -1 if there is none.
    public int firstBeside(Bits without) {
        for (var word = from; word < words.length; word++) {
            var left = words[word] & ~without.word(word);
            if (left != 0) {
                return number(word, left);
            }
        }
        return -1;
    }

    private long word(int index) {
        return index < words.length ? words[index] : 0;
    }

    private static long bit(int number) {
        return 1L << number; // the shift takes the lowest six bits
    }

    private static int number(int word, long bits) {
        return word * WORD + Long.numberOfTrailingZeros(bits);
    }
}
