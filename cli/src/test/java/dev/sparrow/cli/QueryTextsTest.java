/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTextsTest {
    @Test
    void semicolonsPartQueries_butNotInQuotesAndComments() {
        assertThat(QueryTexts.split("select 1; select ';' as \"a;b\" -- no;\n; /* ; */ select 3;\n"))
                .containsExactly("select 1", "select ';' as \"a;b\" -- no;", "/* ; */ select 3");
    }

    @Test
    void quotesWithoutEnd_areLeftToTheParser() {
        assertThat(QueryTexts.split("select 'a; b")).containsExactly("select 'a; b");
    }
}
