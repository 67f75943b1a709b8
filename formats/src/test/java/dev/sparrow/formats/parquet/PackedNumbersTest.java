/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;
import java.util.Random;

/// Numbers that another library has packed.
class PackedNumbersTest {
    private static final int COUNT = 5_000;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    /// Runs of one number, and numbers that differ.
    private int[] numbers(int width) {
        var numbers = new int[COUNT];
        for (var i = 0; i < COUNT; ) {
            var length = Math.min(COUNT - i, random.nextInt(1, 70));
            var isRun = random.nextBoolean();
            var number = number(width);
            for (var n = 0; n < length; n++) {
                numbers[i++] = isRun ? number : number(width);
            }
        }
        return numbers;
    }

    private int number(int width) {
        return width == 0 ? 0 : random.nextInt() >>> (Integer.SIZE - width);
    }

    private static byte[] pack(int[] numbers, int width) throws IOException {
        try (var encoder = new RunLengthBitPackingHybridEncoder(width, 64, 1 << 20, new HeapByteBufferAllocator())) {
            for (var number : numbers) {
                encoder.writeInt(number);
            }
            return encoder.toBytes().toInputStream().readAllBytes();
        }
    }

    private static PageBytes page(byte[] bytes) {
        var page = new PageBytes();
        System.arraycopy(bytes, 0, page.begin(bytes.length), 0, bytes.length);
        return page;
    }

    @Test
    void numbersOfEachWidth_areReadInPartsOfAnyLength() throws IOException {
        for (var width = 0; width <= Integer.SIZE; width++) {
            var numbers = numbers(width);
            var bytes = pack(numbers, width);
            var packed = new PackedNumbers();
            packed.begin(page(bytes), bytes.length, width);
            for (var i = 0; i < COUNT; ) {
                var part = new int[Math.min(COUNT - i, random.nextInt(1, 100))];
                packed.read(part, part.length);
                for (var number : part) {
                    assertThat(number).as("number %d of %d bits, seed %d", i, width, seed).isEqualTo(numbers[i++]);
                }
            }
        }
    }

    @Test
    void bits_areSetWhereTheyBelong() throws IOException {
        var numbers = numbers(1);
        var bytes = pack(numbers, 1);
        var packed = new PackedNumbers();
        packed.begin(page(bytes), bytes.length, 1);
        var words = new long[COUNT / Long.SIZE + 1];
        var ones = 0;
        for (var i = 0; i < COUNT; ) {
            var some = Math.min(COUNT - i, random.nextInt(1, 200));
            ones += packed.readBits(words, i, some);
            i += some;
        }
        var expected = 0;
        for (var i = 0; i < COUNT; i++) {
            expected += numbers[i];
            assertThat(words[i >> 6] >>> i & 1).as("bit %d, seed %d", i, seed).isEqualTo(numbers[i]);
        }
        assertThat(ones).isEqualTo(expected);
    }

    @Test
    void fewerNumbersThanAreAskedFor_areAnError() throws IOException {
        var bytes = pack(new int[] {1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0}, 3);
        var packed = new PackedNumbers();
        packed.begin(page(bytes), bytes.length - 1, 3);
        assertThatThrownBy(() -> packed.read(new int[16], 16)).isInstanceOf(EOFException.class);

        var none = new PackedNumbers();
        none.begin(page(new byte[0]), 0, 3);
        assertThatThrownBy(() -> none.read(new int[1], 1)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> none.begin(page(new byte[9]), 9, 33)).hasMessageContaining("numbers of 33 bits");
    }
}
