/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void numbers_standOnTheRight() {
        var table = new Table("word", "count", "share").row("the", 8_421L, 12.5).row("of", 9, 0.333);

        assertThat(table)
                .hasToString(
                        """
                        word  count  share
                        ----  -----  -----
                        the   8,421  12.50
                        of        9   0.33
                        """);
    }

    @Test
    void tableWithoutRows_isItsTitles() {
        assertThat(new Table("word", "count")).hasToString("word  count\n----  -----\n");
    }
}
