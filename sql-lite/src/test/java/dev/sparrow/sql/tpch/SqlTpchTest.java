/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.sql.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.sql.Sql;
import dev.sparrow.table.Table;
import dev.sparrow.table.Tables;
import dev.sparrow.table.plan.Relation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The queries of TPC-H at scale 0.01 have the answers that DuckDB has.
class SqlTpchTest {
    private static final Path FOLDER = Path.of("src/test/resources/tpch");
    private static final double SCALE = 0.01;

    /// Sums of doubles depend on their order.
    private static final double RELATIVE_ERROR = 1e-9;

    private static Sparrow sc;
    private static Sql sql;

    @BeforeAll
    static void load(@TempDir Path folder) throws Exception {
        TpchTables.write(folder, SCALE);
        sc = Sparrow.local();
        sql = Sql.on(sc);
        for (var table : TpchTables.ALL) {
            var schema = schema(table);
            var rows = new ArrayList<Row>();
            for (var line : Files.readAllLines(folder.resolve(table.name() + ".csv"))) {
                rows.add(row(line.split("\\|", -1), schema));
            }
            sql.register(table.name(), Tables.of(sc.parallelize(rows), schema));
        }
    }

    @AfterAll
    static void stop() {
        sc.close();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQuery_hasTheRowsOfItsAnswer(int number) throws Exception {
        var query = Files.readString(FOLDER.resolve("q%02d.sql".formatted(number)));
        var answer = Files.readAllLines(FOLDER.resolve("q%02d.answer.txt".formatted(number)));

        var rows = rows(sql.sql(query));

        var expected = answer.subList(1, answer.size()).stream().map(String::strip).toList();
        assertThat(rows).hasSameSizeAs(expected);
        for (var i = 0; i < rows.size(); i++) {
            assertThat(
                            isSame(
                                    rows.get(i),
                                    Pattern.compile(" \\| ")
                                            .splitAsStream(expected.get(i))
                                            .map(String::strip)
                                            .toList()))
                    .as("row %d: %s, and DuckDB has %s", i, rows.get(i), expected.get(i))
                    .isTrue();
        }
    }

    /// No subquery makes a table be read once more than it is written.
    @ParameterizedTest
    @CsvSource({"15, 1", "17, 2", "18, 2", "20, 1", "21, 3"})
    void aQueryWithQueriesInIt_readsLinesAsOftenAsByHand(int number, int times) throws Exception {
        var query = Files.readString(FOLDER.resolve("q%02d.sql".formatted(number)));

        var relation = sql.sql(query).relation();

        assertThat(reads(relation, Collections.newSetFromMap(new IdentityHashMap<>()))).isEqualTo(times);
    }

    /// How often `lineitem` is read; what is shared is read once.
    private static long reads(Relation relation, Set<Relation> shared) {
        if (relation instanceof Relation.Shared && !shared.add(relation)) {
            return 0;
        }
        var isLines = relation instanceof Relation.Dataset && relation.schema().find("l_orderkey") == 0;
        return (isLines ? 1 : 0) + relation.inputs().stream().mapToLong(input -> reads(input, shared)).sum();
    }

    /// All of them with `-Dtpch=all`; else one of each form: correlated values, groups of groups, `exists`, `not in`,
    /// outer joins, queries that are read twice.
    static IntStream queries() {
        return "all".equals(System.getProperty("tpch"))
                ? IntStream.rangeClosed(1, 22)
                : IntStream.of(2, 11, 13, 15, 16, 19, 21, 22);
    }

    private static boolean isSame(List<String> row, List<String> expected) {
        if (row.size() != expected.size()) {
            return false;
        }
        for (var i = 0; i < row.size(); i++) {
            if (!row.get(i).equals(expected.get(i)) && !isNear(row.get(i), expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(String value, String expected) {
        try {
            var wanted = Double.parseDouble(expected);
            return Math.abs(Double.parseDouble(value) - wanted) <= RELATIVE_ERROR * Math.abs(wanted);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static List<List<String>> rows(Table table) {
        var rows = new ArrayList<List<String>>();
        for (var row : table.collect()) {
            var cells = new ArrayList<String>();
            for (var i = 0; i < table.schema().fields().size(); i++) {
                cells.add(String.valueOf(row.get(i)).strip());
            }
            rows.add(cells);
        }
        return rows;
    }

    static Schema schema(TpchTables.Table table) {
        var fields = new ArrayList<Field>();
        for (var column : Pattern.compile(", (?!2)").splitAsStream(table.columns()).toList()) {
            var words = column.split(" ", 2);
            fields.add(new Field(words[0], type(words[1]), true));
        }
        return new Schema(fields);
    }

    private static ColumnType type(String name) {
        return switch (name) {
            case "integer" -> ColumnType.Plain.INT;
            case "bigint" -> ColumnType.Plain.BIGINT;
            case "varchar" -> ColumnType.Plain.TEXT;
            case "date" -> ColumnType.Plain.DATE;
            default -> new ColumnType.Decimal(15, 2);
        };
    }

    private static Row row(String[] cells, Schema schema) {
        var values = new Object[cells.length];
        for (var i = 0; i < cells.length; i++) {
            values[i] =
                    switch (schema.fields().get(i).type()) {
                        case ColumnType.Plain.INT -> Integer.valueOf(cells[i]);
                        case ColumnType.Plain.BIGINT -> Long.valueOf(cells[i]);
                        case ColumnType.Plain.DATE -> LocalDate.parse(cells[i]);
                        case ColumnType.Decimal _ -> new BigDecimal(cells[i]).setScale(2);
                        case ColumnType _ -> cells[i];
                    };
        }
        return Row.of(values);
    }
}
