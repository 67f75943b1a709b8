/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.storage.memory.ArrowMemory;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A kept batch is the body of an Arrow record batch: Arrow's own vectors read it where it is.
class ArrowLayoutTest {
    private final BufferAllocator allocator = new RootAllocator();

    private final ArrowMemory memory = new ArrowMemory(1L << 20);

    /// What has to be closed, the last one first.
    private final List<AutoCloseable> open = new ArrayList<>();

    private int nextBuffer;

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (var closeable : open.reversed()) {
            closeable.close();
        }
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
        memory.close();
    }

    /// The buffers of a kept batch of the elements.
    private List<ArrowBuf> buffers(List<?> elements) {
        var builder = new BatchBuilder(Kind.ofStored(elements.getFirst()));
        elements.forEach(element -> assertThat(builder.append(element)).isTrue());
        try (var batch = builder.build(Layout.STORED, memory)) {
            return batch.buffers().stream().map(this::copy).toList();
        }
    }

    private ArrowBuf copy(MemorySegment bytes) {
        var buffer = allocator.buffer(bytes.byteSize());
        open.add(buffer);
        buffer.setBytes(0, bytes.asByteBuffer());
        return buffer;
    }

    /// @param count of buffers that the vector takes besides that of validity
    private <V extends FieldVector> V load(V vector, int rows, int nulls, List<ArrowBuf> from, int count) {
        var buffers = new ArrayList<ArrowBuf>();
        buffers.add(nulls == 0 ? allocator.getEmpty() : from.get(nextBuffer++));
        for (var i = 0; i < count; i++) {
            buffers.add(from.get(nextBuffer++));
        }
        vector.loadFieldBuffers(new ArrowFieldNode(rows, nulls), buffers);
        open.add(vector);
        return vector;
    }

    @Test
    void records_areVectorsOfTheirComponents() {
        var buffers =
                buffers(
                        IntStream.range(0, 100)
                                .mapToObj(i -> new RandomValues.Point(i, -i, i / 2.0, i % 3 == 0))
                                .toList());
        var x = load(new IntVector("x", allocator), 100, 0, buffers, 1);
        var y = load(new BigIntVector("y", allocator), 100, 0, buffers, 1);
        var z = load(new Float8Vector("z", allocator), 100, 0, buffers, 1);
        var flag = load(new BitVector("flag", allocator), 100, 0, buffers, 1);
        for (var i = 0; i < 100; i++) {
            assertThat(List.of(x.get(i), y.get(i), z.get(i), flag.get(i)))
                    .isEqualTo(List.of(i, (long) -i, i / 2.0, i % 3 == 0 ? 1 : 0));
        }
    }

    @Test
    void textsWithNulls_areAVectorOfTexts() {
        var texts = new ArrayList<String>(List.of("", "a", "größer", "\uD83D\uDE00"));
        texts.add(2, null);
        var vector = load(new VarCharVector("text", allocator), 5, 1, buffers(texts), 2);
        assertThat(IntStream.range(0, 5).mapToObj(vector::getObject).map(text -> text == null ? null : text.toString()))
                .isEqualTo(texts);
    }

    @Test
    void lists_areAVectorOfLists() {
        var lists = List.of(List.of(1, 2), List.of(), List.of(3));
        var buffers = buffers(lists);
        var vector = ListVector.empty("lists", allocator);
        var child = (FieldVector) vector.addOrGetVector(FieldType.nullable(MinorType.INT.getType())).getVector();
        load(vector, 3, 0, buffers, 1);
        load(child, 3, 0, buffers, 1);
        assertThat(IntStream.range(0, 3).mapToObj(vector::getObject).toList().toString()).isEqualTo("[[1,2], [], [3]]");
    }
}
