/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

class RecordCodecTest {
    private enum Colour {
        RED,
        GREEN
    }

    private sealed interface Shape {
        record Point(long x, int y) implements Shape {}

        record Group(List<Shape> parts, Optional<NodeId> owner, Set<NodeId> others) implements Shape {}

        record Note(String text, Colour colour, boolean on, double weight, Long maybe) implements Shape {}

        record Box(Record any, NodeId owner) implements Shape {}

        record Perhaps(OptionalLong number) implements Shape {}

        record Even(int number) implements Shape {
            public Even {
                if (number % 2 != 0) {
                    throw new IllegalArgumentException("odd");
                }
            }
        }
    }

    private record Stranger(int a) {}

    private final RecordCodec codec = RecordCodec.of(Shape.class);

    private static final List<Shape> SHAPES =
            List.of(
                    new Shape.Point(Long.MIN_VALUE, Integer.MAX_VALUE),
                    new Shape.Point(-1, 0),
                    new Shape.Note("grüße 🐦", Colour.GREEN, true, -0.5, null),
                    new Shape.Note(null, null, false, Double.NaN, Long.MAX_VALUE),
                    new Shape.Perhaps(OptionalLong.empty()),
                    new Shape.Perhaps(OptionalLong.of(Long.MIN_VALUE)),
                    new Shape.Box(null, null),
                    new Shape.Box(new Shape.Box(new NodeId("a"), null), new NodeId("")),
                    new Shape.Group(
                            List.of(new Shape.Point(1, 2), new Shape.Group(List.of(), Optional.empty(), Set.of())),
                            Optional.of(new NodeId("b")),
                            Set.of(new NodeId("c"), new NodeId("d"))));

    @Test
    void records_comeBackAsTheyWere() {
        for (var shape : SHAPES) {
            assertThat(codec.decode(ByteBuffer.wrap(codec.encode((Record) shape)))).isEqualTo(shape);
        }
    }

    @Test
    void truncatedBytes_areRefused() {
        for (var shape : SHAPES) {
            var bytes = codec.encode((Record) shape);
            for (var length = 0; length < bytes.length; length++) {
                var part = ByteBuffer.wrap(bytes, 0, length);
                assertThatThrownBy(() -> codec.decode(part)).isInstanceOf(SparrowException.class);
            }
        }
    }

    @Test
    void changedBytes_giveARecordOrARefusal_andNothingElse() {
        var seed = Long.getLong("seed", 11);
        var random = new Random(seed);
        for (var i = 0; i < 50_000; i++) {
            var bytes = codec.encode((Record) SHAPES.get(random.nextInt(SHAPES.size())));
            for (var change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(codec.decode(ByteBuffer.wrap(bytes))).as("seed %d", seed).isNotNull();
            } catch (SparrowException e) {
                assertThat(e).hasMessageStartingWith("Cannot read " + bytes.length + " bytes as a record: ");
            }
        }
    }

    @Test
    void countsBeyondTheBytes_makeNoRoom() {
        var sink = new ByteSink();
        sink.put(codec.encode(new Shape.Group(List.of(), Optional.empty(), Set.of())));
        var bytes = new ByteSink();
        bytes.put(Arrays.copyOf(sink.toArray(), 4));
        bytes.putVar(Integer.MAX_VALUE);
        assertThatThrownBy(() -> codec.decode(bytes.buffer()))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("it says 2147483647 follow, and has 0 bytes");
    }

    @Test
    void nestingHasALimit() {
        Record record = new NodeId("a");
        for (var i = 0; i < 200; i++) {
            record = new Shape.Box(record, null);
        }
        var bytes = codec.encode(record);
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("more than 100 deep");
    }

    @Test
    void recordsThatWereNotNamed_areNeitherWrittenNorRead() {
        assertThatThrownBy(() -> codec.encode(new Shape.Box(new Stranger(1), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was not told of");
        var bytes = RecordCodec.of(Stranger.class).encode(new Stranger(1));
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("no record is known by the tag");
    }

    @Test
    void whatAConstructorRefuses_isNoRecord() {
        var bytes = codec.encode(new Shape.Even(2));
        bytes[4] = 8;
        assertThat(codec.decode(ByteBuffer.wrap(bytes))).isNotNull();
        bytes[4] = 2;
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes)))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("no Even has these components");
    }

    @Test
    void componentsThatCannotBeWritten_areRefusedAtOnce() {
        record Bad(ArrayList<String> list) {}
        record Worse(Thread thread) {}
        for (var type : List.of(Bad.class, Worse.class)) {
            assertThatThrownBy(() -> RecordCodec.of(type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has a component of");
        }
    }
}
