/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.Utf8;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// A pattern of `like`: `%` stands for any text, `_` for one character, all others for themselves.
///
/// It is cut at each `%` into parts. The first stands at the beginning, the last at the end, and each of the others
/// where it is first found behind the one before, which is the only place that need be tried.
public final class LikePattern implements Serializable {
    private static final long serialVersionUID = 1;

    private static final byte ANY = '_';

    @SuppressWarnings("serial") // an immutable list of records
    private final List<Part> parts;

    private final boolean openAtStart;
    private final boolean openAtEnd;
    private final boolean ignoresCase;
    private final Utf8 word;

    /// A run of characters.
    ///
    /// @param wild whether some of them are `_`
    /// @param single which bytes stand for any character
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(Utf8 text, boolean wild, boolean[] single) implements Serializable {}

    private LikePattern(List<Part> parts, boolean openAtStart, boolean openAtEnd, boolean ignoresCase) {
        this.parts = parts;
        this.openAtStart = openAtStart;
        this.openAtEnd = openAtEnd;
        this.ignoresCase = ignoresCase;
        this.word = ignoresCase ? null : longest(parts);
    }

    /// Reads a pattern.
    ///
    /// @param escape the character behind which `%` and `_` stand for themselves; empty for none
    public static LikePattern of(String pattern, String escape, boolean ignoresCase) {
        var parts = new ArrayList<Part>();
        var text = new StringBuilder();
        var single = new ArrayList<Integer>();
        var read = ignoresCase ? pattern.toLowerCase(java.util.Locale.ROOT) : pattern;
        var open = false;
        for (var i = 0; i < read.length(); i++) {
            var character = read.charAt(i);
            if (!escape.isEmpty() && character == escape.charAt(0)) {
                if (++i == read.length()) {
                    throw Failures.refused("The pattern '" + pattern + "' of like ends with its escape character.");
                }
                text.append(read.charAt(i));
            } else if (character == '%') {
                open |= parts.isEmpty() && text.isEmpty();
                add(text, single, parts);
            } else {
                if (character == '_') {
                    single.add(Utf8.of(text.toString()).length());
                }
                text.append(character);
            }
        }
        var openAtEnd = text.isEmpty() && read.endsWith("%");
        add(text, single, parts);
        return new LikePattern(List.copyOf(parts), open, openAtEnd, ignoresCase);
    }

    private static void add(StringBuilder text, List<Integer> single, List<Part> into) {
        if (!text.isEmpty()) {
            var bytes = Utf8.of(text.toString());
            var places = new boolean[bytes.length()];
            single.forEach(place -> places[place] = true);
            into.add(new Part(bytes, !single.isEmpty(), places));
        }
        text.setLength(0);
        single.clear();
    }

    /// A word that stands in each text that matches; null if there is none that says much.
    public Utf8 word() {
        return word;
    }

    /// What each text that matches begins with; null if nothing is known of that.
    public Utf8 prefix() {
        return openAtStart || ignoresCase || parts.isEmpty() || parts.getFirst().wild ? null : parts.getFirst().text;
    }

    private static Utf8 longest(List<Part> parts) {
        Utf8 longest = null;
        for (var part : parts) {
            if (!part.wild && part.text.length() > (longest == null ? 1 : longest.length())) {
                longest = part.text;
            }
        }
        return longest;
    }

    public boolean matches(Utf8 given) {
        var text = ignoresCase ? Texts.lower(given) : given;
        if (parts.isEmpty()) {
            return openAtStart || openAtEnd || text.length() == 0;
        }
        var place = 0;
        var first = 0;
        var last = parts.size();
        if (!openAtStart) {
            place = end(parts.getFirst(), text, 0);
            if (place < 0) {
                return false;
            }
            if (parts.size() == 1) {
                return openAtEnd || place == text.length();
            }
            first = 1;
        }
        if (!openAtEnd) {
            last--;
        }
        for (var i = first; i < last; i++) {
            place = find(parts.get(i), text, place);
            if (place < 0) {
                return false;
            }
        }
        return openAtEnd || endsWith(parts.getLast(), text, place);
    }

    /// Where the part that stands at `from` ends, or -1.
    private static int end(Part part, Utf8 text, int from) {
        var at = from;
        for (var i = 0; i < part.text.length(); i++) {
            if (at >= text.length()) {
                return -1;
            }
            if (part.single[i]) {
                do {
                    at++;
                } while (at < text.length() && Utf8.isContinuation(text.at(at)));
            } else if (part.text.at(i) == text.at(at)) {
                at++;
            } else {
                return -1;
            }
        }
        return at;
    }

    /// The end of the first place from `from` on where the part stands, or -1.
    private static int find(Part part, Utf8 text, int from) {
        if (!part.wild) {
            var found = TextSearch.find(text, part.text, from);
            return found < 0 ? -1 : found + part.text.length();
        }
        for (var at = from; at < text.length(); at++) {
            if (!Utf8.isContinuation(text.at(at))) {
                var end = end(part, text, at);
                if (end >= 0) {
                    return end;
                }
            }
        }
        return -1;
    }

    private static boolean endsWith(Part part, Utf8 text, int from) {
        if (!part.wild) {
            return text.length() - from >= part.text.length() && text.endsWith(part.text);
        }
        for (var at = from; at < text.length(); at++) {
            if (end(part, text, at) == text.length()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LikePattern pattern && toString().equals(pattern.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        var text = new StringBuilder(ignoresCase ? "i'" : "'").append(openAtStart ? "%" : "");
        for (var i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : "%").append(parts.get(i).text);
        }
        return text.append(openAtEnd ? "%'" : "'").toString();
    }

    /// The byte that stands for any character, for who prints patterns.
    static byte any() {
        return ANY;
    }
}
