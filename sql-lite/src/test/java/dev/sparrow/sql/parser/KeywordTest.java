/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.sql.cases.CaseFile;
import dev.sparrow.sql.parser.Parser.Read;
import dev.sparrow.sql.syntax.SqlProblem;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Words are reserved only where they have to be.
class KeywordTest {
    /// Places of names, in statements that DuckDB can answer.
    private static final List<String> PLACES =
            List.of(
                    "select 1 as WORD",
                    "select 1 WORD",
                    "select WORD from (select 1 as \"WORD\")",
                    "select t.WORD from (select 1 as \"WORD\") t",
                    "select WORD + 1 from (select 1 as \"WORD\")",
                    "select 1 + WORD from (select 1 as \"WORD\")",
                    "select 1 from (select 1) WORD",
                    "select 1 from (select 1) as WORD",
                    "select a from (select 1) t(a) order by WORD_1",
                    "select {WORD: 1}",
                    "with WORD as (select 1) select 1",
                    "select (select 1 as WORD)",
                    "select WORD.a from (select 1 as a) as WORD",
                    "select 1 from (select 1 as \"WORD\") group by WORD");

    /// Words that mean something where DuckDB has a name: in this place it would be an operator or the next clause.
    private static final List<String> TAKEN_BY_US =
            List.of("select 1 between", "select 1 from (select 1) between", "select 1 from (select 1) escape");

    @Test
    void aWordThatIsANameToDuckDb_isANameToo() throws SQLException {
        var refused = new ArrayList<String>();
        try (var duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            for (var word : words(duckDb)) {
                for (var place : PLACES) {
                    var text = place.replace("WORD_1", "1").replace("WORD", word);
                    if (!(Parser.read(text) instanceof Read<?>) && isTaken(duckDb, text)) {
                        refused.add(text);
                    }
                }
            }
        }

        assertThat(refused).containsExactlyInAnyOrderElementsOf(TAKEN_BY_US);
    }

    @Test
    void eachKeyword_isInACase() {
        var unused = EnumSet.allOf(Keyword.class);
        CaseFile.all()
                .forEach(each -> {
                    try {
                        Lexer.tokens(each.statement()).stream().map(Token::keyword).forEach(unused::remove);
                    } catch (SqlProblem problem) {
                        // has no tokens
                    }
                });

        assertThat(unused).isEmpty();
    }

    private static List<String> words(Connection duckDb) throws SQLException {
        var words = new ArrayList<String>();
        try (var statement = duckDb.createStatement();
                var rows = statement.executeQuery("select distinct keyword_name from duckdb_keywords() order by 1")) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words;
    }

    private static boolean isTaken(Connection duckDb, String text) {
        try (var statement = duckDb.createStatement()) {
            return statement.execute(text);
        } catch (SQLException e) {
            return false;
        }
    }
}
