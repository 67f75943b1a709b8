/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sparrow.Rdd;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.RoundTripTest.Format;
import dev.sparrow.formats.csv.Csv;
import dev.sparrow.formats.json.Json;
import dev.sparrow.formats.record.ParseMode;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Where `sparrow.errors.values` is `type`, nothing that is said of a bad record has a value of it: no error, no cause
/// of one, and no [dev.sparrow.formats.record.BadRecord].
class HiddenValuesTest extends FormatTest {
    private static final String SECRET = "pin4711";

    record Text(String amount) {}

    record Amount(int amount) {}

    record Picky(String amount) {
        Picky {
            throw new IllegalArgumentException("refused " + amount);
        }
    }

    record Amounts(Map<String, Integer> amount) {}

    @BeforeEach
    void hideValues() {
        context("sparrow.errors.values", "type");
    }

    /// The name of the test's folder is random digits, which may hold those of the secret.
    private String withoutFolder(String text) {
        return text.replace(folder.toString(), "folder");
    }

    private String printed(Rdd<?> rows) {
        return printed(ErrorCode.MALFORMED_INPUT, rows::collect);
    }

    private String printed(ErrorCode code, ThrowingCallable action) {
        var failure = catchThrowableOfType(SparrowException.class, action);
        assertThat(failure.code()).isEqualTo(code);
        var printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed, true));
        assertThat(withoutFolder(printed.toString())).doesNotContain("4711");
        return failure.getMessage();
    }

    @ParameterizedTest
    @EnumSource
    void valueOfAnotherType_isToldByItsLength(Format format) {
        format.write(sc.parallelize(List.of(new Text(SECRET)), 1), Text.class, target("out"));

        assertThat(printed(format.read(sc, target("out"), Amount.class)))
                .contains("column amount: ", "String of length 7", " is not an int");
    }

    @ParameterizedTest
    @EnumSource
    void constructorThatRefuses_isToldWithoutItsMessage(Format format) {
        format.write(sc.parallelize(List.of(new Text(SECRET)), 1), Text.class, target("out"));

        assertThat(printed(format.read(sc, target("out"), Picky.class))).contains("java.lang.IllegalArgumentException");
    }

    @Test
    void badRecords_haveNoValues() throws IOException {
        var csv = file("a.csv", "amount\n" + SECRET + "\n\"a\"" + SECRET + "\n1," + SECRET + "\n");
        var json = file("a.json", "{\"amount\":\"" + SECRET + "\"}\n" + SECRET + "\n[" + SECRET + "]\n");

        assertThat(Csv.read(sc, csv).header(true).badRecords(Amount.class).collect())
                .hasSize(3)
                .allSatisfy(bad -> assertThat(withoutFolder(bad.toString())).doesNotContain("4711"));
        assertThat(Json.read(sc, json).badRecords(Amount.class).collect())
                .hasSize(3)
                .allSatisfy(bad -> assertThat(withoutFolder(bad.toString())).doesNotContain("4711"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pin4711",
                "{\"amount\":pin4711}",
                "{\"amount\":{\"pin4711\":\"x\"}}",
                "{\"pin4711\":1,\"pin4711\":2}"
            })
    void lineThatIsNotTheObject_isNotQuoted(String line) throws IOException {
        var path = file("a.json", line + "\n");

        printed(Json.read(sc, path).mode(ParseMode.FAILFAST).as(Amounts.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin4711\n1\n", "pin4711,pin4711\n1,2\n"})
    void rowThatWasTakenForAHeader_isNotQuoted(String content) throws IOException {
        var path = file("a.csv", content);

        printed(Csv.read(sc, path).header(true).as(Amount.class));
    }

    record Money(BigDecimal amount) {}

    @ParameterizedTest
    @EnumSource(names = {"PARQUET", "ARROW"})
    void valueThatColumnsDoNotHold_isNotQuoted(Format format) {
        var wide = sc.parallelize(List.of(new Money(new BigDecimal("4711" + "0".repeat(40)))), 1);

        assertThat(printed(ErrorCode.INVALID_ARGUMENT, () -> format.write(wide, Money.class, target("out"))))
                .contains("cannot write (a java.math.BigDecimal) exactly");
    }

    record Silent(String amount) {
        @Override
        public String amount() {
            throw new IllegalStateException("no " + amount);
        }
    }

    @Test
    void elementThatCannotBeWritten_isNotQuoted() {
        var silent = sc.parallelize(List.of(new Silent(SECRET)), 1);
        var maps = sc.parallelize(List.of(Map.of("a", 1), Map.of(SECRET, 1)), 1);

        printed(ErrorCode.ELEMENT_NOT_SERIALIZABLE, () -> Json.write(silent).to(target("json")));
        printed(ErrorCode.INVALID_ARGUMENT, () -> Csv.write(maps).to(target("csv")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowThatIsNotCsv_isNotQuoted(boolean multiLine) throws IOException {
        var path = file("a.csv", "\"1\"pin4711\n");

        printed(Csv.read(sc, path).multiLine(multiLine).mode(ParseMode.FAILFAST).rows());
    }
}
