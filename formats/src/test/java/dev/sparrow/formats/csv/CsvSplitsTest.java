/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Rdd;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.FormatTest;
import dev.sparrow.formats.record.ParseMode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// However files are cut, they have the same rows: those of a file that is not cut.
class CsvSplitsTest extends FormatTest {
    private static final List<String> BEGINNINGS =
            List.of(
                    "",
                    "\n",
                    "\n\n\n\n\n\n\n\n",
                    "\r\n",
                    "\r\r",
                    "\uFEFF",
                    "\uFEFF\n\n",
                    "# a remark\n",
                    "\"\"\n",
                    " \n");

    private static final List<String> SOUND_LINES =
            List.of("id,v", "1,2", "a,NA", "'b,c',3", "x", ",", ",,,", "4,y", "ä,'5'", "'',");

    private static final List<String> LINES =
            Stream.concat(SOUND_LINES.stream(), Stream.of("'open,1", "a,'6'6")).toList();

    private static final List<String> ENDS = List.of("\n", "\r\n", "\r", "\n\n");

    record Row(String id, Integer v) {}

    @Test
    void blankLinesBeforeTheHeader_loseNoRowOfAnySplit() throws IOException {
        var path =
                file(
                        "blank.csv",
                        IntStream.range(0, 100)
                                .mapToObj(i -> i + "," + i)
                                .collect(Collectors.joining("\n", "\n\n\n\n\nid,v\n", "\n")));
        for (var most : List.of("1", "3", "50")) {
            var rows = Csv.read(context("sparrow.text.split.max", most), path).header(true).as(Row.class);
            assertThat(rows.getNumPartitions()).isGreaterThan(5);
            assertThat(rows.collect()).hasSize(100).startsWith(new Row("0", 0)).endsWith(new Row("99", 99));
        }
    }

    @Test
    void headerThatCannotBe_isNamedWithItsLineFromAnySplit() throws IOException {
        var path = file("twice.csv", "\n\na,a\n1,2\n3,4\n5,6\n");
        var rows = Csv.read(context("sparrow.text.split.max", "1"), path).header(true).rows();

        fails(ErrorCode.MALFORMED_INPUT, () -> rows.collect())
                .hasMessageContaining(path + ": line 3, the header names the column 'a' twice.");
    }

    @Test
    void cutFiles_haveTheRowsOfWholeOnes_forEveryOptionAndOddBeginning() throws IOException {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        var cases = new ArrayList<Case>();
        for (var round = 0; round < 40; round++) {
            cases.add(Case.of("in" + round, random));
            for (var i = 0; i < 3; i++) {
                file("in" + round + "/" + i + ".csv", text(random, LINES));
            }
        }
        var whole = cases.stream().map(this::found).toList();
        for (var most : List.of("1", "2", "7", "40")) {
            context("sparrow.text.split.max", most);
            for (var i = 0; i < cases.size(); i++) {
                assertThat(found(cases.get(i)))
                        .as("-Dseed=%d, splits of %s bytes, %s", seed, most, cases.get(i))
                        .isEqualTo(whole.get(i));
            }
        }
    }

    @Test
    void multiLine_hasTheSameRows_whereNoFieldHoldsALineEnd() throws IOException {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (var round = 0; round < 40; round++) {
            var each = Case.of("in" + round, random);
            file(each.folder + "/0.csv", text(random, SOUND_LINES));
            var many = new Case(each.folder, each.header, each.mode, each.columns, true);
            assertThat(found(many)).as("-Dseed=%d, %s", seed, many).isEqualTo(found(each));
        }
    }

    private record Case(String folder, boolean header, ParseMode mode, List<String> columns, boolean multiLine) {
        static Case of(String folder, Random random) {
            return new Case(
                    folder,
                    random.nextBoolean(),
                    pick(random, List.of(ParseMode.PERMISSIVE, ParseMode.DROPMALFORMED)),
                    pick(random, List.of(List.of(), List.of("id", "v"))),
                    false);
        }

        CsvInput on(CsvInput input) {
            return input.header(header)
                    .mode(mode)
                    .columns(columns.toArray(String[]::new))
                    .multiLine(multiLine)
                    .nullValue("NA")
                    .quote('\'');
        }
    }

    private static String text(Random random, List<String> lines) {
        var text = new StringBuilder(pick(random, BEGINNINGS));
        for (var i = random.nextInt(12); i > 0; i--) {
            text.append(pick(random, lines)).append(pick(random, ENDS));
        }
        return text.toString();
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// What every way to read finds, or how it fails.
    private List<Object> found(Case each) {
        var input = each.on(Csv.read(sc, target(each.folder)));
        return List.of(
                found(() -> input.as(Row.class)),
                found(input::maps),
                found(input.inferSchema(true)::maps),
                found(input::rows),
                found(() -> input.badRecords(Row.class)));
    }

    private static Object found(Supplier<Rdd<?>> rows) {
        try {
            return rows.get().collect();
        } catch (SparrowException e) {
            return e.code();
        }
    }
}
