/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.hash;

import java.io.Serializable;

/// A set of whole numbers as bits, in pages that are made when one of their numbers comes. It refuses numbers that are
/// far from each other.
public final class NumberSet implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int PAGE_BITS = 16;
    private static final int PAGE_WORDS = 1 << (PAGE_BITS - 6);

    /// Between the first and the last.
    private static final int PAGES_MAX = 1 << 16;

    /// Bytes that pages may take in any case, and for each number.
    private static final long BYTES_MIN = 4 << 20;

    private static final long BYTES_FOR_EACH = 16;

    /// The first page is that of this number, shifted.
    private long first;

    private long[][] pages = {};
    private int made;
    private long count;

    /// How many numbers are in it.
    public long count() {
        return count;
    }

    /// About what it takes.
    public long bytes() {
        return 8L * pages.length + 8L * PAGE_WORDS * made;
    }

    /// Whether it takes little for what is in it.
    boolean isDense() {
        return bytes() <= BYTES_MIN / 4 + BYTES_FOR_EACH * count;
    }

    public boolean contains(long number) {
        var page = (number >> PAGE_BITS) - first;
        if (page < 0 || page >= pages.length) {
            return false;
        }
        var words = pages[(int) page];
        return words != null && (words[(int) (number >> 6) & PAGE_WORDS - 1] >> number & 1) != 0;
    }

    /// Adds the first numbers of an array.
    ///
    /// @return false if they are too far from each other; some may be in it then
    public boolean addAll(long[] numbers, int size) {
        for (var i = 0; i < size; i++) {
            if (!add(numbers[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean add(long number) {
        var page = (number >> PAGE_BITS) - first;
        if (page < 0 || page >= pages.length || pages[(int) page] == null) {
            if (!makePage(number >> PAGE_BITS)) {
                return false;
            }
            page = (number >> PAGE_BITS) - first;
        }
        var words = pages[(int) page];
        var word = (int) (number >> 6) & PAGE_WORDS - 1;
        var before = words[word];
        words[word] = before | 1L << number;
        count += words[word] == before ? 0 : 1;
        return true;
    }

    private boolean makePage(long number) {
        if (8L * PAGE_WORDS * (made + 1) > BYTES_MIN + BYTES_FOR_EACH * count || !reach(number)) {
            return false;
        }
        pages[(int) (number - first)] = new long[PAGE_WORDS];
        made++;
        return true;
    }

    /// Makes a place for a page.
    private boolean reach(long number) {
        if (pages.length == 0) {
            first = number;
        }
        var start = Math.min(first, number);
        var end = Math.max(first + pages.length, number + 1);
        if (end - start > PAGES_MAX || end - start < 0) {
            return false;
        }
        if (end - start > pages.length) {
            var longer = new long[(int) (end - start)][];
            System.arraycopy(pages, 0, longer, (int) (first - start), pages.length);
            pages = longer;
            first = start;
        }
        return true;
    }

    /// Adds all numbers of another set.
    ///
    /// @return false if they are too far from each other; some may be in it then
    public boolean addAll(NumberSet other) {
        for (var i = 0; i < other.pages.length; i++) {
            var words = other.pages[i];
            if (words != null && !addPage(other.first + i, words)) {
                return false;
            }
        }
        return true;
    }

    private boolean addPage(long number, long... words) {
        var place = number - first;
        if (place < 0 || place >= pages.length || pages[(int) place] == null) {
            if (!makePage(number)) {
                return false;
            }
            place = number - first;
        }
        var into = pages[(int) place];
        for (var word = 0; word < PAGE_WORDS; word++) {
            count += Long.bitCount(words[word] & ~into[word]);
            into[word] |= words[word];
        }
        return true;
    }

    /// All numbers, in order.
    public long[] toArray() {
        var numbers = new long[Math.toIntExact(count)];
        var next = 0;
        for (var page = 0; page < pages.length; page++) {
            for (var word = 0; pages[page] != null && word < PAGE_WORDS; word++) {
                var base = ((first + page) << PAGE_BITS) + ((long) word << 6);
                for (var rest = pages[page][word]; rest != 0; rest &= rest - 1) {
                    numbers[next++] = base + Long.numberOfTrailingZeros(rest);
                }
            }
        }
        return numbers;
    }
}
