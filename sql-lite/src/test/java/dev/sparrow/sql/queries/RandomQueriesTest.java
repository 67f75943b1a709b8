/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.sql.Sql;
import dev.sparrow.sql.cases.CaseFile;
import dev.sparrow.sql.cases.DuckDb;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Queries by chance have the rows that DuckDB has. `-Dqueries=N` asks more of them, `-Dseed=N` begins with another
/// one.
class RandomQueriesTest {
    private static final int QUERIES = Integer.getInteger("queries", 100);
    private static final long SEED = Long.getLong("seed", 1);
    private static final int PARTITIONS = 3;
    private static final int WRONG_MAX = 20;

    @Test
    void queriesByChance_haveTheRowsThatDuckDbHas(@TempDir Path folder) throws Exception {
        var wrong = new ArrayList<String>();
        var asked = 0;
        try (var sc = Sparrow.local();
                var database = new DuckDb(folder)) {
            database.run(CaseFile.setUp());
            var sql = Sql.on(sc);
            CaseTables.copy(database.connection(), sql, sc, PARTITIONS);
            for (var seed = SEED; asked < QUERIES && wrong.size() < WRONG_MAX; seed++) {
                var query = new RandomQueries(seed).query();
                var expected = expected(database, query);
                if (expected != null) {
                    asked++;
                    var difference = difference(sql, query, expected);
                    if (difference != null && isSure(database, query, expected)) {
                        wrong.add("-Dseed=" + seed + "\n  " + query + "\n  " + difference);
                    }
                }
            }
        }
        System.out.printf("Of %d queries by chance %d have other rows than in DuckDB.%n", asked, wrong.size());
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    /// Null if DuckDB refuses the query.
    private static List<List<String>> expected(DuckDb database, String query) throws SQLException {
        try (var statement = database.connection().createStatement()) {
            var rows = statement.executeQuery(query);
            var cells = new ArrayList<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                cells.add(row);
            }
            return sorted(cells);
        } catch (SQLException refused) {
            return null;
        }
    }

    /// Whether DuckDB says the same without its optimizer. Of 2.0.0.1's answers a few are others then: such as that
    /// there is no row of `riders t7 left join riders t8 on t7.id = t8.age` within `exists`.
    private static boolean isSure(DuckDb database, String query, List<List<String>> expected) throws SQLException {
        database.run("pragma disable_optimizer");
        var again = expected(database, query);
        database.run("pragma enable_optimizer");
        return expected.equals(again);
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream().sorted(Comparator.comparing(List::toString)).toList();
    }

    private static String difference(Sql sql, String query, List<List<String>> expected) {
        try {
            var rows = sorted(Cells.rows(sql.sql(query)));
            return rows.equals(expected) ? null : "has " + rows + "\n  and in DuckDB " + expected;
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }
}
