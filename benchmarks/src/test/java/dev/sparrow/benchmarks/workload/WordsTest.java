/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void words_areRunsOfLettersInSmallLetters() {
        assertThat(Words.of("_Reflections_, 3 of LIGHT.x")).containsExactly("reflections", "of", "light", "x");
        assertThat(Words.of(" 12 é ")).isEmpty();
    }
}
