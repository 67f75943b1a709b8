/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.formats.FormatTest;
import dev.sparrow.formats.record.BadRecord;
import dev.sparrow.formats.record.ParseMode;
import dev.sparrow.value.Compression;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class JsonTest extends FormatTest {
    record Item(String name, int count) {}

    record Order(long id, String note, List<Item> items, Map<String, Double> prices, LocalDate day, Instant at) {}

    // ---- Reading ----------------------------------------------------------------------------------------------------

    @Test
    void components_takeMembersOfTheirNames() throws IOException {
        var path =
                file(
                        "orders.json",
                        """
                        {"unknown": {"x": [1]}, "id": 1, "items": [{"count": 2, "name": "ä"}], "day": "2024-02-29"}

                        {"id": 9007199254740993, "note": null, "prices": {"a": 1.5}, "at": "2024-02-29T12:00:00Z"}
                        """);

        assertThat(Json.read(sc, path).as(Order.class).collect())
                .containsExactly(
                        new Order(1, null, List.of(new Item("ä", 2)), null, LocalDate.of(2024, 2, 29), null),
                        new Order(
                                9007199254740993L,
                                null,
                                null,
                                Map.of("a", 1.5),
                                null,
                                Instant.parse("2024-02-29T12:00:00Z")));
    }

    @Test
    void maps_haveTheMembersInTheirOrder() throws IOException {
        var path =
                file(
                        "any.json",
                        "\uFEFF{\"z\":1,\"a\":[1.5,null,{\"b\":true}],\"big\":12345678901,\"huge\":123456789012345678901}");

        var map = Json.read(sc, path).maps().first();

        assertThat(map.keySet()).containsExactly("z", "a", "big", "huge");
        assertThat(map)
                .containsEntry("z", 1)
                .containsEntry("a", Arrays.asList(1.5, null, Map.of("b", true)))
                .containsEntry("big", 12345678901L)
                .containsEntry("huge", new BigInteger("123456789012345678901"));
    }

    @Test
    void objects_areTheSameHoweverFilesAreCut() throws IOException {
        var path =
                file(
                        "items.json",
                        IntStream.range(0, 300)
                                .mapToObj(i -> i % 7 == 0 ? "{bad" : "{\"name\":\"n" + i + "\",\"count\":" + i + "}")
                                .collect(Collectors.joining("\n")));
        var whole = Json.read(sc, path).mode(ParseMode.DROPMALFORMED).as(Item.class).collect();
        assertThat(whole).hasSize(257).contains(new Item("n299", 299));

        context("sparrow.text.split.max", "77");
        var input = Json.read(sc, path).mode(ParseMode.DROPMALFORMED);
        assertThat(input.as(Item.class).collect()).isEqualTo(whole);
        assertThat(input.badRecords(Item.class).map(BadRecord::line).collect())
                .isEqualTo(IntStream.range(0, 300).filter(i -> i % 7 == 0).mapToObj(i -> i + 1L).toList());
    }

    // ---- Bad lines --------------------------------------------------------------------------------------------------

    private void refused(String line, String message) throws IOException {
        var path = file("refused.json", "{\"name\":\"good\",\"count\":1}\n" + line + "\n");
        fails(ErrorCode.MALFORMED_INPUT, () -> Json.read(sc, path).mode(ParseMode.FAILFAST).as(Item.class).collect())
                .hasMessageContaining("json at JsonTest.java:")
                .hasMessageContaining("cannot read " + path + ": line 2, " + message);
    }

    @Test
    void whatIsWrongWithALine_isNamedWithItsPlace() throws IOException {
        refused("{\"name\":\"a\",\"name\":\"b\",\"count\":1}", "Duplicate Object property \"name\" (at character 19).");
        refused("{\"name\":\"a\"}", "column count: it is missing, null or not an int (at character ");
        refused("{\"name\":\"a\",\"count\":null}", "column count: it is missing, null or not an int (at character ");
        refused("{\"name\":\"a\",\"count\":\"many\"}", "column count: 'many' is not an int (at character 21).");
        refused("{\"name\":\"a\",\"count\":1.5}", "column count: '1.5' is not an int (at");
        refused("{\"name\":\"a\",\"count\":1e99}", "column count: ");
        refused("{\"name\":\"a\",\"count\":1} x", "Unrecognized token 'x'");
        refused("{\"name\":\"a\",\"count\":1}{}", "there is more behind the object; each line must hold one (at");
        refused("{\"name\":", "it ends too early; each line must hold a whole object (at");
        refused("{\"name\":NaN}", "Non-standard token 'NaN' (at");
        refused("[1,2]", "it is JSON, but not an object.");
        refused("{\"name\":[1],\"count\":1}", "column name: it is not a String (at character 9).");
        refused("null", "it is null and not an object.");
        refused("\"" + "x".repeat(10_000), "it ends too early;");
        refused("{\"a\":".repeat(100_000), "Document nesting depth (501) exceeds the maximum allowed (500).");
    }

    @Test
    void permissive_makesNullOfWhatCannotBeRead() throws IOException {
        record Loose(String name, Integer count, List<Integer> list) {}
        var path =
                file(
                        "loose.json",
                        "{\"name\":\"a\",\"count\":\"x\",\"list\":[1]}\n{oops\n{\"count\":2,\"list\":[\"y\"]}\n");
        var input = Json.read(sc, path);

        assertThat(input.as(Loose.class).collect())
                .containsExactly(
                        new Loose("a", null, List.of(1)), new Loose(null, null, null), new Loose(null, 2, null));
        assertThat(input.badRecords(Loose.class).map(bad -> bad.line() + " " + bad.column()).collect())
                .containsExactly("1 count", "2 ", "3 list[0]");
        assertThat(input.badRecords().map(BadRecord::line).collect()).containsExactly(2L);
        var broken = file("broken.json", "\n{oops");
        fails(ErrorCode.MALFORMED_INPUT, () -> Json.read(sc, broken).as(Item.class).collect())
                .hasMessageContaining(broken + ": line 2, Unexpected character ('o'")
                .hasMessageContaining(
                        " Nulls cannot take its place: column count: it is missing, and int cannot be null. Make the"
                                + " component a boxed type to allow it.");
        var array = file("array.json", "[{\"name\":\"a\",\"count\":1}]");
        fails(ErrorCode.MALFORMED_INPUT, () -> Json.read(sc, array).as(Item.class).collect())
                .hasMessageContaining(array + ": line 1, it is JSON, but not an object. Nulls cannot take its place:");
    }

    @Test
    void members_areFoundByNameButForCapitals_inEveryMode() throws IOException {
        record Loose(String name, Integer count) {}
        var path = file("capitals.json", "{\"Name\":\"a\",\"COUNT\":1}\n{\"NAME\":\"b\",\"Count\":\"x\"}\n");

        assertThat(Json.read(sc, path).as(Loose.class).collect())
                .containsExactly(new Loose("a", 1), new Loose("b", null));
        assertThat(Json.read(sc, path).mode(ParseMode.DROPMALFORMED).as(Item.class).map(Item::count).collect())
                .containsExactly(1);
        record Twins(Integer id, Integer ID) {}
        var twins = file("twins.json", "{\"id\":1,\"ID\":2}\n");
        assertThat(Json.read(sc, twins).as(Twins.class).collect()).containsExactly(new Twins(1, 2));
        record Nested(Map<String, List<Twins[]>> twins) {}
        var nested = file("nested.json", "{\"twins\":{\"a\":[[{\"id\":1,\"ID\":2}]]}}\n");
        assertThat(Json.read(sc, nested).as(Nested.class).first().twins().get("a").getFirst())
                .containsExactly(new Twins(1, 2));
    }

    @Test
    void hugeValue_isReadOrRefusedWithTheLimit() throws IOException {
        var path = file("huge.json", "{\"name\":\"" + "x".repeat(30 << 20) + "\",\"count\":1}\n");
        assertThat(Json.read(sc, path).as(Item.class).map(item -> item.name().length()).collect())
                .containsExactly(30 << 20);

        context("sparrow.text.line.max", "1m");
        fails(ErrorCode.LIMIT_EXCEEDED, () -> Json.read(sc, path).maps().count())
                .hasMessageContaining(path)
                .hasMessageContaining("longer than 1048576 bytes");
    }

    // ---- Writing ----------------------------------------------------------------------------------------------------

    @Test
    void records_comeBackAsTheyWere() {
        var orders =
                List.of(
                        new Order(
                                1,
                                "two\nlines \"quoted\" ä€𝄞",
                                List.of(new Item("x", 1), new Item(null, 2)),
                                Map.of("a", 0.1, "b", -1e300),
                                LocalDate.of(2024, 2, 29),
                                Instant.parse("2024-02-29T12:00:00.123456789Z")),
                        new Order(Long.MIN_VALUE, null, null, null, null, null));

        for (var compression : Compression.values()) {
            var out = target("out-" + compression);
            Json.write(sc.parallelize(orders, 3)).compression(compression).to(out);
            assertThat(Json.read(sc, out).mode(ParseMode.FAILFAST).as(Order.class).collect()).isEqualTo(orders);
        }
    }

    @Test
    void anyValues_areWrittenOnePerLine() throws IOException {
        var elements = Arrays.<Object>asList(Map.of("a", 1), List.of(1, "x"), "text", new BigDecimal("1.50"), null);

        Json.write(sc.parallelize(elements, 1)).to(target("out"));

        assertThat(names(target("out"))).containsExactly("_SUCCESS", "part-00000.json");
        assertThat(Files.readString(Path.of(target("out"), "part-00000.json")))
                .isEqualTo("{\"a\":1}\n[1,\"x\"]\n\"text\"\n1.50\nnull\n");
    }

    @Test
    void elementThatJsonCannotHold_isNamedAndLeavesNothing() {

        fails(
                        ErrorCode.ELEMENT_NOT_SERIALIZABLE,
                        () -> Json.write(sc.range(0, 1).map(_ -> endless())).to(target("out")))
                .hasMessageContaining("json cannot write an element of java.util.HashMap: ")
                .hasMessageContaining("nesting depth");
        assertThat(folder).isEmptyDirectory();
    }

    private static Map<String, Object> endless() {
        var map = new HashMap<String, Object>();
        map.put("itself", map);
        return map;
    }
}
