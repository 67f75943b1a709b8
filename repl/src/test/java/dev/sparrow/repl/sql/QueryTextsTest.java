/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.sql;

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

    @Test
    void aQueryEndsWithItsSemicolon() {
        assertThat(QueryTexts.isComplete("select 1;")).isTrue();
        assertThat(QueryTexts.isComplete("select 1; -- one\n")).isTrue();
        assertThat(QueryTexts.isComplete("select ';")).isFalse();
        assertThat(QueryTexts.isComplete("select 1; select 'a'")).isFalse();
        assertThat(QueryTexts.openText("select 'a', * from 'tri")).isEqualTo("tri");
        assertThat(QueryTexts.openText("select 'a'")).isNull();
    }
}
