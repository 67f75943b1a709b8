/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.Blame;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.formats.FormatTest;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Files of other programs: types that ours do not have, in every nesting.
class ForeignArrowTest extends FormatTest {
    private final RootAllocator memory = new RootAllocator();
    private CodecType packing = CodecType.NO_COMPRESSION;
    private final VarCharVector words = new VarCharVector("words", memory);

    @BeforeEach
    void fillDictionary() {
        words.setSafe(0, "a".getBytes(StandardCharsets.UTF_8));
        words.setSafe(1, "b".getBytes(StandardCharsets.UTF_8));
        words.setValueCount(2);
    }

    @AfterEach
    void free() {
        words.close();
        memory.close();
    }

    private static Field field(String name, FieldType type, Field... children) {
        return new Field(name, type, List.of(children));
    }

    private static FieldType nullable(ArrowType type) {
        return FieldType.nullable(type);
    }

    /// One row in which each leaf has one value, -1 in bits or the number 1, and another row of nulls.
    private String write(FieldType leaf) throws IOException {
        var struct = nullable(new ArrowType.Struct());
        var list = nullable(new ArrowType.List());
        var schema =
                new Schema(
                        List.of(
                                field("plain", leaf),
                                field("list", list, field("item", leaf)),
                                field("struct", struct, field("field", leaf)),
                                field(
                                        "map",
                                        nullable(new ArrowType.Map(false)),
                                        field(
                                                "entries",
                                                FieldType.notNullable(new ArrowType.Struct()),
                                                field(
                                                        "key",
                                                        new FieldType(false, leaf.getType(), leaf.getDictionary())),
                                                field("value", leaf))),
                                field("deep", list, field("item", struct, field("field", list, field("item", leaf))))));
        return write(
                schema,
                root -> {
                    set(root.getVector("plain"));
                    set(list(root.getVector("list")));
                    set(struct(root.getVector("struct")));
                    var entry = (StructVector) list(root.getVector("map"));
                    entry.setIndexDefined(0);
                    entry.getChildrenFromFields().forEach(ForeignArrowTest::set);
                    entry.setValueCount(1);
                    set(list(struct(list(root.getVector("deep")))));
                });
    }

    private String write(Schema schema, Consumer<VectorSchemaRoot> fill) throws IOException {
        return ForeignArrow.write(
                        folder.resolve("foreign.arrow"),
                        schema,
                        words,
                        packing,
                        root -> {
                            fill.accept(root);
                            root.setRowCount(2);
                        })
                .toString();
    }

    private static FieldVector list(FieldVector vector) {
        var list = (ListVector) vector;
        list.startNewValue(0);
        list.endValue(0, 1);
        list.setValueCount(2);
        return list.getDataVector();
    }

    private static FieldVector struct(FieldVector vector) {
        var struct = (StructVector) vector;
        struct.setIndexDefined(0);
        struct.setValueCount(2);
        return struct.getChildrenFromFields().getFirst();
    }

    private static void set(FieldVector vector) {
        switch (vector) {
            case UInt4Vector ints -> ints.setSafe(0, -1);
            case UInt8Vector longs -> longs.setSafe(0, -1);
            case IntVector numbers -> numbers.setSafe(0, 1);
            default -> throw new IllegalArgumentException(vector.toString());
        }
        vector.setValueCount(2);
    }

    private void assertReadInEveryNesting(FieldType leaf, Object value) throws IOException {
        var maps = ArrowFiles.read(sc, write(leaf)).maps().collect();

        assertThat(maps.getFirst())
                .isEqualTo(
                        Map.of(
                                "plain",
                                value,
                                "list",
                                List.of(value),
                                "struct",
                                Map.of("field", value),
                                "map",
                                Map.of(value, value),
                                "deep",
                                List.of(Map.of("field", List.of(value)))));
        assertThat(maps.getLast()).hasSize(5).allSatisfy((_, none) -> assertThat(none).isNull());
    }

    @Test
    void fieldsWithoutAName_haveAnEmptyOne() throws IOException {
        var number = nullable(new ArrowType.Int(32, true));
        var schema = new Schema(List.of(field(null, number), field("struct", nullable(new ArrowType.Struct()))));

        var file = write(schema, root -> set(root.getVector(0)));

        assertThat(ArrowFiles.read(sc, file).maps().first()).containsEntry("", 1);
    }

    @Test
    void severalFieldsWithoutAName_areRefusedAsOthersOfOneName() throws IOException {
        var number = nullable(new ArrowType.Int(32, true));
        var file = write(new Schema(List.of(field(null, number), field(null, number))), _ -> {});

        assertThatThrownBy(() -> ArrowFiles.read(sc, file).maps().first())
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code().blame()).isEqualTo(Blame.INPUT))
                .hasMessageContaining("several columns of this name");
    }

    @Test
    void unsignedInts_areLongs() throws IOException {
        assertReadInEveryNesting(nullable(new ArrowType.Int(32, false)), 4294967295L);
    }

    @Test
    void unsignedLongs_areWhatHoldsThem() throws IOException {
        assertReadInEveryNesting(
                nullable(new ArrowType.Int(64, false)), BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    }

    @Test
    void valuesOfADictionary_areTheValues() throws IOException {
        assertReadInEveryNesting(new FieldType(true, new ArrowType.Int(32, true), ForeignArrow.WORDS), "b");
    }

    @ParameterizedTest
    @EnumSource
    void packedBuffers_areUnpacked(CodecType type) throws IOException {
        packing = type;
        assertReadInEveryNesting(new FieldType(true, new ArrowType.Int(32, true), ForeignArrow.WORDS), "b");

        var texts = IntStream.range(0, 10_000).mapToObj(i -> "text " + i % 3).toList();
        var file = ForeignArrow.write(folder.resolve("long.arrow"), texts, type == CodecType.LZ4_FRAME).toString();
        assertThat(ArrowFiles.read(sc, file).maps().map(row -> row.get("text")).collect()).isEqualTo(texts);
    }

    record Other(Integer other) {}

    @Test
    void columnsOfOneName_areRefusedWhereTheyAreRead() throws IOException {
        var number = nullable(new ArrowType.Int(32, true));
        var schema = new Schema(List.of(field("twice", number), field("twice", number), field("other", number)));
        var input = ArrowFiles.read(sc, write(schema, root -> root.getFieldVectors().forEach(ForeignArrowTest::set)));

        fails(ErrorCode.MALFORMED_INPUT, () -> input.maps().collect())
                .hasMessageContaining("column twice: there are several columns of this name");
        assertThat(input.as(Other.class).first()).isEqualTo(new Other(1));
    }
}
