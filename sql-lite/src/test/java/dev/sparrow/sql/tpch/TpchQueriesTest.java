/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.sql.cases.CaseFile;
import dev.sparrow.sql.cases.DuckDb;
import dev.sparrow.sql.parser.Parser;
import dev.sparrow.sql.parser.Printer;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// The queries of TPC-H at scale 0.01, and their answers: those of DuckDB, in files beside the queries.
class TpchQueriesTest {
    private static final Path FOLDER = Path.of("src/test/resources/tpch");
    private static final double SCALE = 0.01;

    @Test
    void whatIsPrintedOfEachQuery_hasItsAnswer(@TempDir Path folder) throws Exception {
        TpchTables.write(folder, SCALE);
        var soft = new SoftAssertions();
        try (var duckDb = new DuckDb(folder)) {
            for (var statement : TpchTables.statements(folder)) {
                duckDb.run(statement);
            }
            for (var number : IntStream.rangeClosed(1, 22).toArray()) {
                var query = Files.readString(FOLDER.resolve("q%02d.sql".formatted(number)));
                var file = FOLDER.resolve("q%02d.answer.txt".formatted(number));
                if (CaseFile.isWriting()) {
                    Files.write(file, duckDb.allRows(query));
                }
                var printed = Printer.print(Parser.statement(query));
                soft.assertThat(DuckDb.withoutNames(duckDb.allRows(printed)))
                        .as(printed)
                        .isEqualTo(DuckDb.withoutNames(Files.readAllLines(file)));
            }
        }
        soft.assertAll();
    }

    @Test
    void theTables_haveAsManyRowsAsTheScaleSays(@TempDir Path folder) throws Exception {
        TpchTables.write(folder, SCALE);

        assertThat(Files.readAllLines(folder.resolve("orders.csv"))).hasSize(15_000);
        assertThat(Files.readAllLines(folder.resolve("lineitem.csv"))).hasSize(60_175);
    }
}
