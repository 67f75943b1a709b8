/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.column.ColumnType.Decimal;
import dev.sparrow.column.ColumnType.EnumOf;
import dev.sparrow.column.ColumnType.ListOf;
import dev.sparrow.column.ColumnType.MapOf;
import dev.sparrow.column.ColumnType.Opaque;
import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.ColumnType.StructOf;
import dev.sparrow.error.SparrowException;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class ColumnTypeTest {
    private static final List<Plain> PLAIN = List.of(Plain.values());
    private static final ColumnType DECIMAL = new Decimal(15, 2);

    @Test
    void typesSayWhatTheyAre() {
        assertThat(Plain.BIGINT).hasToString("bigint");
        assertThat(DECIMAL).hasToString("decimal(15,2)");
        assertThat(new ListOf(Plain.INT, true)).hasToString("list<int>");
        assertThat(new MapOf(Plain.TEXT, new ListOf(Plain.DATE, false), false))
                .hasToString("map<text,list<date not null> not null>");
        assertThat(new EnumOf(List.of("A", "it's"))).hasToString("enum('A','it''s')");
        assertThat(new Opaque("a.B")).hasToString("opaque('a.B')");
        assertThat(new StructOf(Schema.of(new Field("a", Plain.INT, false), new Field("b \"c\"", DECIMAL, true))))
                .hasToString("struct<a: int not null, \"b \"\"c\"\"\": decimal(15,2)>");
    }

    @Test
    void whatTypesSay_isReadAsTheSameTypes() {
        var seed = Long.getLong("seed", 7L);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var i = 0; i < 2_000; i++) {
            var type = type(random, 4);
            assertThat(ColumnType.parse(type.toString())).as("seed %d: %s", seed, type).isEqualTo(type);
        }
    }

    @Test
    void spacesAndCapitalsOfWords_doNotMatter() {
        assertThat(ColumnType.parse(" Decimal ( 15 , 2 ) ")).isEqualTo(DECIMAL);
        assertThat(ColumnType.parse("STRUCT<Né:INT NOT NULL,b:list< Text >>"))
                .isEqualTo(
                        new StructOf(
                                Schema.of(
                                        new Field("Né", Plain.INT, false),
                                        new Field("b", new ListOf(Plain.TEXT, true), true))));
    }

    @Test
    void whatIsNoType_isRefusedWithItsPlace() {
        assertThatThrownBy(() -> ColumnType.parse("list<integer>"))
                .isInstanceOf(SparrowException.class)
                .hasMessageStartingWith(
                        "'list<integer>' is not a column type: a type should be at character 6. Types are")
                .hasMessageContaining("bigint");
        for (var text :
                List.of(
                        "",
                        "int int",
                        "list<int",
                        "list int",
                        "decimal(15)",
                        "decimal(99999,0)",
                        "enum('A",
                        "map<int>",
                        "struct<: int>")) {
            assertThatThrownBy(() -> ColumnType.parse(text)).as(text).isInstanceOf(SparrowException.class);
        }
        assertThatThrownBy(() -> ColumnType.parse("list<".repeat(100_000)))
                .hasMessageContaining("nested less than 64 deep");
        assertThatThrownBy(() -> ColumnType.parse("decimal(39,0)")).hasMessageContaining("1 to 38 digits");
        assertThatThrownBy(() -> new Decimal(2, 3)).hasMessageContaining("decimal(2,3)");
        assertThatThrownBy(() -> new EnumOf(List.of("A", "A"))).hasMessageContaining("twice");
    }

    @Test
    void theCommonTypeOfNumbers_losesNoDigit() {
        assertCommon("tinyint", "int", "int");
        assertCommon("int", "bigint", "bigint");
        assertCommon("int", "double", "double");
        assertCommon("smallint", "float", "float");
        assertCommon("int", "float", "double");
        assertCommon("float", "double", "double");
        assertThat(common("bigint", "double")).isEmpty();
        assertCommon("decimal(15,2)", "double", "double");
        assertThat(common("decimal(16,2)", "double")).isEmpty();
        assertCommon("decimal(18,0)", "bigint", "bigint");
        assertCommon("decimal(19,0)", "bigint", "decimal(19,0)");
        assertCommon("decimal(15,2)", "bigint", "decimal(21,2)");
        assertCommon("decimal(15,2)", "decimal(10,5)", "decimal(18,5)");
        assertThat(common("decimal(38,0)", "decimal(38,38)")).isEmpty();
    }

    @Test
    void theCommonTypeOfOthers_isThatOfTheirParts() {
        assertCommon("null", "date", "date");
        assertThat(common("date", "timestamp")).isEmpty();
        assertThat(common("boolean", "int")).isEmpty();
        assertCommon("enum('A','B')", "enum('C','A')", "enum('A','B','C')");
        assertCommon("enum('A')", "text", "text");
        assertCommon("list<int not null>", "list<null>", "list<int>");
        assertCommon("map<int,text not null>", "map<bigint,text not null>", "map<bigint,text not null>");
        assertCommon("struct<a: int not null>", "struct<a: double>", "struct<a: double>");
        assertCommon("struct<a: int not null>", "struct<a: null not null>", "struct<a: int>");
        assertThat(common("struct<a: int>", "struct<b: int>")).isEmpty();
        assertThat(common("opaque('A')", "opaque('B')")).isEmpty();
    }

    @Test
    void theCommonType_isTheSameFromBothSides() {
        var seed = Long.getLong("seed", 7L);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var i = 0; i < 2_000; i++) {
            var left = type(random, 2);
            var right = type(random, 2);
            // The constants of enums keep the order of the first.
            if (!left.toString().contains("enum")) {
                assertThat(CommonType.of(left, right))
                        .as("seed %d: %s and %s", seed, left, right)
                        .isEqualTo(CommonType.of(right, left));
            }
        }
    }

    enum Color {
        RED,
        GREEN
    }

    record Inner(int a, LocalDate day) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outer(
            long id,
            Character letter,
            BigDecimal price,
            Color color,
            byte[] bytes,
            List<Inner> parts,
            Map<String, Double> sizes,
            BigInteger large) {}

    record Endless(int a, List<Endless> parts) {}

    @Test
    void classesHaveTypes() {
        assertThat(JavaForm.schemaOf(Outer.class))
                .hasToString(
                        "id: bigint not null, letter: text, price: decimal(38,18), color: enum('RED','GREEN'), bytes:"
                                + " bytes, parts: list<struct<a: int not null, day: date>>, sizes: map<text,double>,"
                                + " large: opaque('java.math.BigInteger')");
        assertThat(JavaForm.schemaOf(Endless.class))
                .hasToString("a: int not null, parts: list<opaque('" + Endless.class.getName() + "')>");
    }

    @Test
    void valuesOfATypesClass_haveThatType() {
        for (var plain : Plain.values()) {
            if (plain != Plain.NULL) {
                assertThat(JavaForm.typeOf(JavaForm.classOf(plain))).isEqualTo(plain);
            }
        }
        assertThat(JavaForm.classOf(DECIMAL)).isEqualTo(BigDecimal.class);
    }

    private static void assertCommon(String left, String right, String common) {
        assertThat(common(left, right).map(ColumnType::toString)).contains(common);
        assertThat(common(right, left).map(ColumnType::toString).map(String::length)).contains(common.length());
    }

    private static Optional<ColumnType> common(String left, String right) {
        return CommonType.of(ColumnType.parse(left), ColumnType.parse(right));
    }

    private static ColumnType type(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 9)) {
            case 0 -> new EnumOf(List.of("A", text(random)));
            case 1 -> new Opaque(text(random));
            case 2 -> {
                var precision = random.nextInt(1, 39);
                yield new Decimal(precision, random.nextInt(precision + 1));
            }
            case 3, 4 -> PLAIN.get(random.nextInt(PLAIN.size()));
            case 5 -> new ListOf(type(random, depth - 1), random.nextBoolean());
            case 6 -> new MapOf(type(random, depth - 1), type(random, depth - 1), random.nextBoolean());
            default -> {
                var fields = new ArrayList<Field>();
                for (var i = random.nextInt(4); i > 0; i--) {
                    fields.add(new Field(text(random), type(random, depth - 1), random.nextBoolean()));
                }
                yield new StructOf(new Schema(fields));
            }
        };
    }

    /// Letters that need quotes, and words of the text form.
    private static String text(RandomGenerator random) {
        return List.of("not", "null", "a'b", "x\"\"y", "", " ", "list<int>", "Ünder_1", "9", ":,")
                .get(random.nextInt(10));
    }
}
