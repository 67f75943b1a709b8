/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import java.util.function.Function;

/// Text as a number that it says exactly; a `float` or `double` is the nearest one.
///
/// Java's own methods take more: digits of other scripts, spaces around, a type's letter behind, hexadecimal floats;
/// and they make infinity of what is too large, and zero of what is too small.
public final class NumberText {
    private NumberText() {}

    /// A whole number.
    ///
    /// @throws IllegalArgumentException if the text is none, or the type does not hold it
    static <N extends Number> N whole(String text, Function<String, N> parse) {
        for (var i = 0; i < text.length(); i++) {
            if (!isDigit(text, i) && !isSign(text, i)) {
                throw new NumberFormatException(text);
            }
        }
        return parse.apply(text);
    }

    /// A number in decimal digits.
    ///
    /// @throws IllegalArgumentException if the text is none
    static <N extends Number> N decimal(String text, Function<String, N> parse) {
        if (!hasOnlyCharactersOfNumbers(text)) {
            throw new NumberFormatException(text);
        }
        return parse.apply(text);
    }

    /// The nearest `double`.
    ///
    /// @throws IllegalArgumentException if the text is no number, or too large or too small
    public static double parseDouble(String text) {
        var value = isWord(text) ? Double.parseDouble(text) : decimal(text, Double::valueOf);
        requireExact(text, Double.isInfinite(value), value == 0);
        return value;
    }

    /// The nearest `float`.
    ///
    /// @throws IllegalArgumentException if the text is no number, or too large or too small
    static float parseFloat(String text) {
        var value = isWord(text) ? Float.parseFloat(text) : decimal(text, Float::valueOf);
        requireExact(text, Float.isInfinite(value), value == 0);
        return value;
    }

    /// Whether the text is a number without digits, as Java writes it.
    public static boolean isWord(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    private static void requireExact(String text, boolean isInfinite, boolean isZero) {
        if ((isInfinite && !isWord(text)) || (isZero && significantDigits(text, 0, mantissaEnd(text)) > 0)) {
            throw new NumberFormatException(text);
        }
    }

    private static boolean hasOnlyCharactersOfNumbers(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (!isDigit(text, i) && !isSign(text, i) && !isPoint(text, i) && !isExponent(text, i)) {
                return false;
            }
        }
        return true;
    }

    /// How many digits the text needs, from the first to the last that is not zero; -1 if it is no number as programs
    /// write them: without a plus, and without zeros in front, which are of codes.
    public static int digits(String text) {
        var begin = text.startsWith("-") ? 1 : 0;
        var point = digitsEnd(text, begin);
        var mantissa = mantissaEnd(text, begin);
        var digits = mantissa - begin - (isPoint(text, point) ? 1 : 0);
        if (digits == 0 || (point > begin + 1 && text.charAt(begin) == '0')) {
            return -1;
        }
        return end(text, mantissa) == text.length() ? significantDigits(text, begin, mantissa) : -1;
    }

    /// The place behind the exponent, if there is one.
    private static int end(String text, int mantissa) {
        if (!isExponent(text, mantissa)) {
            return mantissa;
        }
        var exponent = isSign(text, mantissa + 1) ? mantissa + 2 : mantissa + 1;
        var end = digitsEnd(text, exponent);
        return end == exponent ? mantissa : end;
    }

    private static int mantissaEnd(String text) {
        return mantissaEnd(text, isSign(text, 0) ? 1 : 0);
    }

    private static int mantissaEnd(String text, int begin) {
        var end = digitsEnd(text, begin);
        return isPoint(text, end) ? digitsEnd(text, end + 1) : end;
    }

    private static int digitsEnd(String text, int begin) {
        var end = begin;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }

    private static int significantDigits(String text, int begin, int end) {
        var count = 0;
        var upToLast = 0;
        for (var i = begin; i < end; i++) {
            if (isDigit(text, i) && (count > 0 || text.charAt(i) != '0')) {
                count++;
                upToLast = text.charAt(i) == '0' ? upToLast : count;
            }
        }
        return upToLast;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    }

    private static boolean isPoint(String text, int at) {
        return at < text.length() && text.charAt(at) == '.';
    }

    private static boolean isExponent(String text, int at) {
        return at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E');
    }
}
