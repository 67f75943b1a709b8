/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.Utf8;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// Functions of texts. Places count characters, which are code points, from 1.
public final class Texts {
    private static final int REPEATED_MAX = 1 << 28;

    private Texts() {}

    @Sql(
            value = {
                "length(text) bigint",
                "len(text) bigint",
                "char_length(text) bigint",
                "character_length(text) bigint"
            },
            does = "How many characters it has.")
    public static long length(Utf8 text) {
        return text.codePoints();
    }

    @Sql(
            value = {"strlen(text) bigint", "octet_length(text) bigint"},
            does = "How many bytes it has in UTF-8.")
    public static long strlen(Utf8 text) {
        return text.length();
    }

    @Sql(
            value = {"bit_length(text) bigint"},
            does = "How many bits it has in UTF-8.")
    public static long bitLength(Utf8 text) {
        return 8L * text.length();
    }

    @Sql(
            value = {"lower(text) text", "lcase(text) text"},
            does = "The text in lower case.")
    public static Utf8 lower(Utf8 text) {
        return text.isAscii() ? ascii(text, 'A', 'Z', 32) : Utf8.of(text.toString().toLowerCase(Locale.ROOT));
    }

    @Sql(
            value = {"upper(text) text", "ucase(text) text"},
            does = "The text in upper case.")
    public static Utf8 upper(Utf8 text) {
        return text.isAscii() ? ascii(text, 'a', 'z', -32) : Utf8.of(text.toString().toUpperCase(Locale.ROOT));
    }

    private static Utf8 ascii(Utf8 text, int from, int to, int by) {
        var bytes = Arrays.copyOfRange(text.array(), text.offset(), text.offset() + text.length());
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] >= from && bytes[i] <= to) {
                bytes[i] += (byte) by;
            }
        }
        return new Utf8(bytes, 0, bytes.length);
    }

    @Sql(
            value = {"initcap(text) text"},
            does = "Each word with a capital letter first.")
    public static Utf8 initcap(Utf8 text) {
        var result = new StringBuilder();
        var inWord = false;
        for (var point : text.toString().codePoints().toArray()) {
            result.appendCodePoint(inWord ? Character.toLowerCase(point) : Character.toUpperCase(point));
            inWord = Character.isLetterOrDigit(point);
        }
        return Utf8.of(result.toString());
    }

    @Sql(
            value = {"||(text, text) text"},
            does = "One text behind the other.")
    public static Utf8 concat(Utf8 left, Utf8 right) {
        var bytes = new byte[Math.addExact(left.length(), right.length())];
        System.arraycopy(left.array(), left.offset(), bytes, 0, left.length());
        System.arraycopy(right.array(), right.offset(), bytes, left.length(), right.length());
        return new Utf8(bytes, 0, bytes.length);
    }

    /// As [#concat], where a missing text counts as none.
    public static Utf8 concatSkipping(Utf8 left, Utf8 right) {
        return left == null ? right == null ? Utf8.EMPTY : right : right == null ? left : concat(left, right);
    }

    @Sql(
            value = {"substring(text, bigint) text", "substr(text, bigint) text"},
            does = "The text from a place on; a place below 0 counts from the end.")
    public static Utf8 substring(Utf8 text, long from) {
        return substring(text, from, Integer.MAX_VALUE);
    }

    @Sql(
            value = {"substring(text, bigint, bigint) text", "substr(text, bigint, bigint) text"},
            does = "So many characters of the text from a place on; a place below 0 counts from the end.")
    public static Utf8 substring(Utf8 text, long from, long count) {
        var characters = text.isAscii() ? text.length() : text.codePoints();
        var first = from > 0 ? from - 1 : from < 0 ? Math.max(0, characters + from) : -1;
        var end = count < 0 ? first : first + count;
        var start = count < 0 ? first + count : first;
        var begin = Math.clamp(start, 0, characters);
        var stop = Math.clamp(end, 0, characters);
        if (begin >= stop) {
            return Utf8.EMPTY;
        }
        return characters == text.length()
                ? text.slice(begin, stop)
                : text.slice(text.placeOf(begin), text.placeOf(stop));
    }

    @Sql(
            value = {"left(text, bigint) text"},
            does = "The first characters; all but so many of the last for a number below 0.")
    public static Utf8 left(Utf8 text, long count) {
        return substring(text, 1, count >= 0 ? count : Math.max(0, text.codePoints() + count));
    }

    @Sql(
            value = {"right(text, bigint) text"},
            does = "The last characters; all but so many of the first for a number below 0.")
    public static Utf8 right(Utf8 text, long count) {
        var characters = text.codePoints();
        var taken = Math.clamp(count >= 0 ? count : characters + count, 0, characters);
        return substring(text, characters - taken + 1, taken);
    }

    @Sql(
            value = {"instr(text, text) bigint", "strpos(text, text) bigint", "position(text, text) bigint"},
            does = "The place of the second text in the first; 0 if it is not there.")
    public static long position(Utf8 text, Utf8 sought) {
        var at = TextSearch.find(text, sought, 0);
        return at < 0 ? 0 : text.slice(0, at).codePoints() + 1;
    }

    @Sql(
            value = {"contains(text, text) boolean"},
            does = "Whether the second text is in the first.")
    public static boolean contains(Utf8 text, Utf8 sought) {
        return TextSearch.find(text, sought, 0) >= 0;
    }

    @Sql(
            value = {"starts_with(text, text) boolean", "prefix(text, text) boolean", "^@(text, text) boolean"},
            does = "Whether the first text begins with the second.")
    public static boolean startsWith(Utf8 text, Utf8 start) {
        return text.startsWith(start);
    }

    @Sql(
            value = {"ends_with(text, text) boolean", "suffix(text, text) boolean"},
            does = "Whether the first text ends with the second.")
    public static boolean endsWith(Utf8 text, Utf8 end) {
        return text.endsWith(end);
    }

    /// `like` with a pattern that is known.
    public static boolean like(Utf8 text, Object pattern) {
        return ((LikePattern) pattern).matches(text);
    }

    /// `like` with a pattern that is made of each row.
    public static boolean like(Utf8 text, Utf8 pattern) {
        return LikePattern.of(pattern.toString(), "", false).matches(text);
    }

    public static boolean ilike(Utf8 text, Utf8 pattern) {
        return LikePattern.of(pattern.toString(), "", true).matches(text);
    }

    public static boolean likeEscape(Utf8 text, Utf8 pattern, Utf8 escape) {
        return LikePattern.of(pattern.toString(), escape.toString(), false).matches(text);
    }

    public static boolean ilikeEscape(Utf8 text, Utf8 pattern, Utf8 escape) {
        return LikePattern.of(pattern.toString(), escape.toString(), true).matches(text);
    }

    @Sql(
            value = {"trim(text) text"},
            does = "The text without spaces at its ends.")
    public static Utf8 trim(Utf8 text) {
        return ltrim(rtrim(text));
    }

    @Sql(
            value = {"ltrim(text) text"},
            does = "The text without spaces at its start.")
    public static Utf8 ltrim(Utf8 text) {
        var from = 0;
        while (from < text.length() && text.at(from) == ' ') {
            from++;
        }
        return text.slice(from, text.length());
    }

    @Sql(
            value = {"rtrim(text) text"},
            does = "The text without spaces at its end.")
    public static Utf8 rtrim(Utf8 text) {
        var to = text.length();
        while (to > 0 && text.at(to - 1) == ' ') {
            to--;
        }
        return text.slice(0, to);
    }

    @Sql(
            value = {"trim(text, text) text"},
            does = "The text without these characters at its ends.")
    public static Utf8 trim(Utf8 text, Utf8 characters) {
        return ltrim(rtrim(text, characters), characters);
    }

    @Sql(
            value = {"ltrim(text, text) text"},
            does = "The text without these characters at its start.")
    public static Utf8 ltrim(Utf8 text, Utf8 characters) {
        var points = text.toString().codePoints().toArray();
        var from = 0;
        while (from < points.length && characters.toString().indexOf(points[from]) >= 0) {
            from++;
        }
        return Utf8.of(new String(points, from, points.length - from));
    }

    @Sql(
            value = {"rtrim(text, text) text"},
            does = "The text without these characters at its end.")
    public static Utf8 rtrim(Utf8 text, Utf8 characters) {
        var points = text.toString().codePoints().toArray();
        var to = points.length;
        while (to > 0 && characters.toString().indexOf(points[to - 1]) >= 0) {
            to--;
        }
        return Utf8.of(new String(points, 0, to));
    }

    @Sql(
            value = {"lpad(text, int, text) text"},
            does = "The text filled up to so many characters in front.")
    public static Utf8 lpad(Utf8 text, int length, Utf8 filler) {
        return Utf8.of(padding(text, length, filler) + left(text, Math.max(0, length)));
    }

    @Sql(
            value = {"rpad(text, int, text) text"},
            does = "The text filled up to so many characters behind.")
    public static Utf8 rpad(Utf8 text, int length, Utf8 filler) {
        return Utf8.of(left(text, Math.max(0, length)) + padding(text, length, filler));
    }

    private static String padding(Utf8 text, int length, Utf8 filler) {
        var missing = length - text.codePoints();
        if (missing <= 0) {
            return "";
        }
        if (filler.length() == 0) {
            throw Failures.refused(
                    "A text of "
                            + text.codePoints()
                            + " characters cannot be filled up to "
                            + length
                            + " with an empty text.");
        }
        var points = filler.toString().codePoints().toArray();
        var padding = new StringBuilder();
        for (var i = 0; i < missing; i++) {
            padding.appendCodePoint(points[i % points.length]);
        }
        return padding.toString();
    }

    @Sql(
            value = {"repeat(text, bigint) text"},
            does = "The text so many times.")
    public static Utf8 repeat(Utf8 text, long times) {
        if (times <= 0 || text.length() == 0) {
            return Utf8.EMPTY;
        }
        if (times > REPEATED_MAX / text.length()) {
            throw Failures.refused(
                    "A text of "
                            + text.length()
                            + " bytes cannot be repeated "
                            + times
                            + " times: at most "
                            + REPEATED_MAX
                            + " bytes are made.");
        }
        return Utf8.of(text.toString().repeat((int) times));
    }

    @Sql(
            value = {"reverse(text) text"},
            does = "The characters in the other order.")
    public static Utf8 reverse(Utf8 text) {
        return Utf8.of(new StringBuilder(text.toString()).reverse().toString());
    }

    @Sql(
            value = {"replace(text, text, text) text"},
            does = "The text with each place of the second replaced by the third.")
    public static Utf8 replace(Utf8 text, Utf8 sought, Utf8 replacement) {
        return sought.length() == 0 || TextSearch.find(text, sought, 0) < 0
                ? text
                : Utf8.of(text.toString().replace(sought.toString(), replacement.toString()));
    }

    @Sql(
            value = {"translate(text, text, text) text"},
            does =
                    "The text with each character of the second replaced by the one at its place in the third, if there is one.")
    public static Utf8 translate(Utf8 text, Utf8 from, Utf8 to) {
        var sought = from.toString().codePoints().toArray();
        var replacements = to.toString().codePoints().toArray();
        var result = new StringBuilder();
        text.toString()
                .codePoints()
                .forEach(point -> {
                    var place = 0;
                    while (place < sought.length && sought[place] != point) {
                        place++;
                    }
                    if (place == sought.length) {
                        result.appendCodePoint(point);
                    } else if (place < replacements.length) {
                        result.appendCodePoint(replacements[place]);
                    }
                });
        return Utf8.of(result.toString());
    }

    @Sql(
            value = {"split_part(text, text, bigint) text"},
            does = "A part of a text between separators, counted from 1; from the end for a number below 0.")
    public static Utf8 splitPart(Utf8 text, Utf8 separator, long part) {
        var parts =
                separator.length() == 0
                        ? new String[] {text.toString()}
                        : text.toString().split(java.util.regex.Pattern.quote(separator.toString()), -1);
        var place = part > 0 ? part - 1 : part < 0 ? parts.length + part : 0;
        return place >= 0 && place < parts.length ? Utf8.of(parts[(int) place]) : Utf8.EMPTY;
    }

    @Sql(
            value = {"ascii(text) int", "ord(text) int", "unicode(text) int"},
            does = "The number of the first character.")
    public static int ascii(Utf8 text) {
        return text.length() == 0 ? 0 : text.toString().codePointAt(0);
    }

    @Sql(
            value = {"chr(int) text"},
            does = "The character with a number.")
    public static Utf8 chr(int point) {
        if (!Character.isValidCodePoint(point)) {
            throw Failures.refused("There is no character with the number " + point + ".");
        }
        return Utf8.of(Character.toString(point));
    }

    @Sql(
            value = {"strip_accents(text) text"},
            does = "The text without accents.")
    public static Utf8 stripAccents(Utf8 text) {
        return Utf8.of(Normalizer.normalize(text.toString(), Normalizer.Form.NFD).replaceAll("\\p{M}", ""));
    }

    @Sql(
            value = {"nfc_normalize(text) text"},
            does = "The text in Unicode's form NFC.")
    public static Utf8 nfc(Utf8 text) {
        return Utf8.of(Normalizer.normalize(text.toString(), Normalizer.Form.NFC));
    }

    @Sql(
            value = {"levenshtein(text, text) bigint", "editdist3(text, text) bigint"},
            does =
                    "The least number of characters to insert, delete or replace to make one of the other (Levenshtein 1966).")
    public static long levenshtein(Utf8 left, Utf8 right) {
        var rows = left.toString().codePoints().toArray();
        var columns = right.toString().codePoints().toArray();
        var costs = new int[columns.length + 1];
        Arrays.setAll(costs, i -> i);
        for (var row = 1; row <= rows.length; row++) {
            var diagonal = costs[0];
            costs[0] = row;
            for (var column = 1; column <= columns.length; column++) {
                var replaced = diagonal + (rows[row - 1] == columns[column - 1] ? 0 : 1);
                diagonal = costs[column];
                costs[column] = Math.min(replaced, 1 + Math.min(costs[column], costs[column - 1]));
            }
        }
        return costs[columns.length];
    }

    @Sql(
            value = {"hamming(text, text) bigint", "mismatches(text, text) bigint"},
            does = "At how many places two texts of one length differ.")
    public static long hamming(Utf8 left, Utf8 right) {
        var one = left.toString().codePoints().toArray();
        var other = right.toString().codePoints().toArray();
        if (one.length != other.length) {
            throw Failures.refused(
                    "hamming takes texts of one length, not of "
                            + one.length
                            + " and "
                            + other.length
                            + " characters.");
        }
        var count = 0;
        for (var i = 0; i < one.length; i++) {
            count += one[i] == other[i] ? 0 : 1;
        }
        return count;
    }

    @Sql(
            value = {"hash(text) bigint"},
            does = "A hash, the same in each process.")
    public static long hash(Utf8 text) {
        return text.hash();
    }

    @Sql(
            value = {"md5(text) text"},
            does = "The MD5 hash in hexadecimal digits.")
    public static Utf8 md5(Utf8 text) {
        return digest(text, "MD5");
    }

    @Sql(
            value = {"sha1(text) text"},
            does = "The SHA-1 hash in hexadecimal digits.")
    public static Utf8 sha1(Utf8 text) {
        return digest(text, "SHA-1");
    }

    @Sql(
            value = {"sha256(text) text"},
            does = "The SHA-256 hash in hexadecimal digits.")
    public static Utf8 sha256(Utf8 text) {
        return digest(text, "SHA-256");
    }

    private static Utf8 digest(Utf8 text, String algorithm) {
        try {
            var digest = java.security.MessageDigest.getInstance(algorithm);
            digest.update(text.array(), text.offset(), text.length());
            return Utf8.of(java.util.HexFormat.of().formatHex(digest.digest()));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw Failures.refused("This Java has no " + algorithm + ".");
        }
    }

    @Sql(
            value = {"to_hex(bigint) text", "hex(bigint) text"},
            does = "The number in hexadecimal digits.")
    public static Utf8 toHex(long value) {
        return Utf8.of(Long.toHexString(value).toUpperCase(Locale.ROOT));
    }

    @Sql(
            value = {"hex(text) text", "to_hex(text) text"},
            does = "The bytes in hexadecimal digits.")
    public static Utf8 toHex(Utf8 text) {
        return Utf8.of(
                java.util.HexFormat.of()
                        .withUpperCase()
                        .formatHex(text.array(), text.offset(), text.offset() + text.length()));
    }

    @Sql(
            value = {"bin(bigint) text", "to_binary(bigint) text"},
            does = "The number in binary digits.")
    public static Utf8 toBinary(long value) {
        return Utf8.of(Long.toBinaryString(value));
    }

    @Sql(
            value = {"base64(bytes) text", "to_base64(bytes) text"},
            does = "The bytes in Base64.")
    public static Utf8 toBase64(Object bytes) {
        return Utf8.of(java.util.Base64.getEncoder().encodeToString((byte[]) bytes));
    }

    @Sql(
            value = {"from_base64(text) bytes"},
            does = "The bytes of a text in Base64.")
    public static Object fromBase64(Utf8 text) {
        try {
            return java.util.Base64.getDecoder().decode(text.toString());
        } catch (IllegalArgumentException e) {
            throw Failures.noCast(text, "bytes of Base64");
        }
    }

    @Sql(
            value = {"encode(text) bytes"},
            does = "The bytes of the text in UTF-8.")
    public static Object encode(Utf8 text) {
        return Casts.toBytes(text);
    }

    @Sql(
            value = {"decode(bytes) text"},
            does = "The text of bytes in UTF-8.")
    public static Utf8 decode(Object bytes) {
        return Utf8.of(new String((byte[]) bytes, StandardCharsets.UTF_8));
    }

    @Sql(
            value = {"octet_length(bytes) bigint"},
            does = "How many bytes there are.")
    public static long octetLength(Object bytes) {
        return ((byte[]) bytes).length;
    }

    @Sql(
            value = {"url_encode(text) text"},
            does = "The text as a part of a URL.")
    public static Utf8 urlEncode(Utf8 text) {
        return Utf8.of(
                java.net.URLEncoder.encode(text.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A")
                        .replace("%7E", "~"));
    }

    @Sql(
            value = {"url_decode(text) text"},
            does = "The text of a part of a URL.")
    public static Utf8 urlDecode(Utf8 text) {
        return Utf8.of(java.net.URLDecoder.decode(text.toString().replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    @Sql(
            value = {"glob(text, text) boolean"},
            does =
                    "Whether it is like a pattern of a shell: * for any text, ? for one character, [a-z] for one of some.")
    public static boolean glob(Utf8 text, Utf8 pattern) {
        return RegularExpressions.fullMatch(text, Utf8.of(globAsRegex(pattern.toString())));
    }

    private static String globAsRegex(String glob) {
        var regex = new StringBuilder("(?s)");
        for (var i = 0; i < glob.length(); i++) {
            var character = glob.charAt(i);
            var end = character == '[' ? glob.indexOf(']', i + 2) : -1;
            if (end > 0) {
                var set = glob.substring(i + 1, end);
                regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
                i = end;
            } else {
                regex.append(
                        switch (character) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> java.util.regex.Pattern.quote(String.valueOf(character));
                        });
            }
        }
        return regex.toString();
    }

    @Sql(
            value = {"list_slice(text, bigint, bigint) text", "array_slice(text, bigint, bigint) text"},
            does = "The characters from one place to another, both included.")
    public static Utf8 slice(Utf8 text, long from, long to) {
        var characters = text.toString().codePoints().toArray();
        var length = characters.length;
        var first = (int) Math.clamp(from > 0 ? from - 1 : from == 0 ? 0 : length + from, 0L, length);
        var end = (int) Math.clamp(to >= 0 ? to : length + to + 1, 0L, length);
        return first >= end ? Utf8.EMPTY : Utf8.of(new String(characters, first, end - first));
    }

    @Sql(
            value = {"array_extract(text, bigint) text"},
            does = "The character at a place from 1, or below 0 from the end.")
    public static Utf8 character(Utf8 text, long place) {
        return place == 0 ? Utf8.EMPTY : slice(text, place, place);
    }

    @Sql(
            value = {"overlay(text, text, bigint, bigint) text"},
            does = "The text with so many characters from a place on replaced.")
    public static Utf8 overlay(Utf8 text, Utf8 by, long from, long count) {
        var before = slice(text, 1, from - 1);
        var after = slice(text, from + count, Integer.MAX_VALUE);
        return Utf8.of(before.toString() + by + after);
    }
}
