/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

class TextTest {

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        Text.words(line).forEachRemaining(words::add);
        return words;
    }

    @Test
    void words_areWhatIsBetweenWhitespace() {
        assertThat(words("To be, or not to be: that is"))
                .containsExactly("To", "be,", "or", "not", "to", "be:", "that", "is");
        assertThat(words("  twice  as\tmuch \r\n")).containsExactly("twice", "as", "much");
        assertThat(words("one")).containsExactly("one");
        assertThat(words("")).isEmpty();
        assertThat(words(" \t ")).isEmpty();
    }

    @Test
    void words_arePartedByAnyWhitespace_butNotByNoBreakSpaces() {
        assertThat(words("a\u3000b\u2028c\u001Cd\u000Be")).containsExactly("a", "b", "c", "d", "e");
        assertThat(words("10\u00A0km 5\u202F%")).containsExactly("10\u00A0km", "5\u202F%");
        assertThat(words("smörgås 🐦🐦 x")).containsExactly("smörgås", "🐦🐦", "x");
    }

    @Test
    void words_areRunsThatCharacterCallsNoWhitespace_forEachCharacter() {
        for (var c = 0; c <= Character.MAX_VALUE; c++) {
            assertThat(words("a" + (char) c + "b")).as("U+%04X", c).hasSize(Character.isWhitespace(c) ? 2 : 1);
        }
        for (var c = Character.MAX_VALUE + 1; c <= Character.MAX_CODE_POINT; c++) {
            assertThat(Character.isWhitespace(c)).isFalse();
        }
    }

    @Test
    void words_joinedByBlanks_areTheWordsAgain() {
        var random = new SplittableRandom(1);
        for (var round = 0; round < 1_000; round++) {
            var line = new StringBuilder();
            for (var i = 0; i < 50; i++) {
                line.append("ab é\u3000\t 🐦".charAt(random.nextInt(9)));
            }
            var words = words(line.toString());
            assertThat(words).doesNotContain("").allSatisfy(word -> assertThat(words(word)).containsExactly(word));
            assertThat(words(String.join(" ", words))).isEqualTo(words);
        }
    }

    @Test
    void wordsPastTheLast_areRefused() {
        var words = Text.words("one ");
        words.next();
        assertThat(words.hasNext()).isFalse();
        assertThatThrownBy(words::next).isInstanceOf(NoSuchElementException.class);
    }
}
