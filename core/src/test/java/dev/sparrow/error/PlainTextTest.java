/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class PlainTextTest {
    @Test
    void controlAndDirectionCharacters_areWrittenAsJavaWould() {
        assertThat(PlainText.lines("a\n\tb \u001b[31m \u0007 \u009b \u007f \u202e \u2066 \u200f \u061c \0 \r"))
                .isEqualTo("a\n\tb \\u001b[31m \\u0007 \\u009b \\u007f \\u202e \\u2066 \\u200f \\u061c \\u0000 \\r");
        assertThat(PlainText.line("a\nb\tc")).isEqualTo("a\\nb\\tc");
        assertThat(PlainText.line("Köln 東京 😀 \\ é")).isEqualTo("Köln 東京 😀 \\ é");
    }

    @Test
    void messagesOfErrors_arePlain() {
        assertThat(SparrowException.invalidArgument("key \u001b]0;x\u0007")).hasMessage("key \\u001b]0;x\\u0007");
    }

    @Test
    void values_areShownCutInOneLine() {
        var shown = ErrorValues.SHOWN;
        assertThat(shown.show("a\nb")).isEqualTo("'a\\nb'");
        assertThat(shown.show("x".repeat(1_000_000))).isEqualTo("'" + "x".repeat(100) + "…'");
        assertThat(shown.show(new int[] {1, 2})).isEqualTo("[1, 2]");
        assertThat(shown.show(Collections.nCopies(1 << 30, "many"))).hasSizeLessThan(110).startsWith("[many, many");
        assertThat(shown.show(new long[1 << 20])).hasSizeLessThan(110).startsWith("[0, 0");
        assertThat(shown.show(null)).isEqualTo("null");
        assertThat(shown.show(unprintable())).matches("\\(a .* that cannot be printed\\)");
    }

    @Test
    void typesAndLengths_tellNothingOfTheValue() {
        var type = ErrorValues.TYPE;
        var map = new HashMap<>(Map.of("a", 1));
        assertThat(type.show("secret")).isEqualTo("(a java.lang.String of length 6)");
        assertThat(type.show(7)).isEqualTo("(a java.lang.Integer)");
        assertThat(type.show(new int[] {1, 2})).isEqualTo("(a int[] of length 2)");
        assertThat(type.show(List.of(1, 2, 3))).endsWith(" of 3 elements)");
        assertThat(type.show(map)).isEqualTo("(a java.util.HashMap of 1 keys)");
        assertThat(type.describe(new IllegalStateException("secret"))).isEqualTo("java.lang.IllegalStateException");
        assertThat(type.cause(new IllegalStateException("secret"))).hasMessageNotContaining("secret");
    }

    private static Object unprintable() {
        return new Object() {
            @Override
            public String toString() {
                throw new StackOverflowError();
            }
        };
    }
}
