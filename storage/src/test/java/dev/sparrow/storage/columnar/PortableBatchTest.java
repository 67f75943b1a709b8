/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.storage.serialization.ReadableClasses;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

class PortableBatchTest {

    private static byte[] bytes(List<Object> elements) {
        return PortableBatch.write(PortableSample.packed(elements));
    }

    private static List<Object> read(byte[] bytes) {
        var elements = new ArrayList<>();
        PortableBatch.read(bytes).open(ReadableClasses.ALL).elements().forEachRemaining(elements::add);
        return elements;
    }

    private static Path golden(int version) {
        return Path.of("src/test/resources", "portable-batch-" + version + ".hex");
    }

    private static List<String> goldenLines(int version) throws IOException {
        return Files.readAllLines(golden(version), StandardCharsets.US_ASCII);
    }

    /// `-Dgolden=write` writes the file of a new version, which is to be read through: bytes that are kept somewhere,
    /// and the programs of a cluster, are of the version that they say.
    @Test
    void bytesOfTheSample_areThoseOfTheirVersion() throws IOException {
        var now = PortableSample.all().stream().map(each -> HexFormat.of().formatHex(bytes(each))).toList();
        if (System.getProperty("golden", "").equals("write")) {
            Files.write(golden(PortableBatch.VERSION), now, StandardCharsets.US_ASCII);
        }
        assertThat(now)
                .as("the portable form has changed: raise PortableBatch.VERSION, and write a golden file for it")
                .isEqualTo(goldenLines(PortableBatch.VERSION));
    }

    @Test
    void goldenFiles_areRead() throws IOException {
        assertRead(PortableSample.ofVersion2(), goldenLines(PortableBatch.VERSION_MIN));
        assertRead(PortableSample.all(), goldenLines(PortableBatch.VERSION));
    }

    private static void assertRead(List<List<Object>> samples, List<String> batches) {
        assertThat(batches).hasSameSizeAs(samples);
        for (var i = 0; i < batches.size(); i++) {
            SameElements.assertSame(samples.get(i), read(HexFormat.of().parseHex(batches.get(i))), i);
        }
    }

    @Test
    void sampleHasEveryCodec() {
        var codecs =
                PortableSample.all().stream()
                        .flatMap(each -> PortableSample.packed(each).shape().leaves().stream())
                        .map(leaf -> leaf.codec().toString())
                        .collect(Collectors.joining());
        for (var codec : Codec.class.getPermittedSubclasses()) {
            if (codec != Codec.References.class) {
                assertThat(codecs).contains(codec.getSimpleName() + "[");
            }
        }
    }

    @Test
    void eachChangedByte_andEachCut_isRefused() {
        for (var elements : PortableSample.all()) {
            var whole = bytes(elements);
            for (var i = 0; i < whole.length; i++) {
                for (var bit = 0; bit < 8; bit++) {
                    var bytes = whole.clone();
                    bytes[i] ^= (byte) (1 << bit);
                    assertUnreadable(bytes);
                }
                assertUnreadable(Arrays.copyOf(whole, i));
            }
            assertUnreadable(Arrays.copyOf(whole, whole.length + 1));
        }
    }

    /// Columns that take no buffer, and columns that are the same, stand beside others.
    @Test
    void batch_isWrittenAsWhatItWasPackedTo() {
        for (var elements : PortableSample.all()) {
            var packed = PortableSample.packed(elements);
            var batch = packed.shape().unpack(packed.bytes());
            assertThat(PortableBatch.write(batch)).as("%s", elements).isEqualTo(PortableBatch.write(packed));
        }
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThatThrownBy(() -> PortableBatch.read(bytes))
                .isInstanceOfSatisfying(
                        SparrowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE))
                .hasMessageStartingWith("A batch of elements ");
    }

    /// Somebody who makes a checksum as well may say other values, but nothing that reads beside the columns.
    @Test
    void changedBytesWithARightChecksum_areRefusedOrValues_andTakeLittleMemory() {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var samples = PortableSample.all();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (var round = 0; round < 20_000; round++) {
            var bytes = bytes(samples.get(random.nextInt(samples.size() - 1))); // the last is Kryo's
            for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var before = threads.getCurrentThreadAllocatedBytes();
            readCrafted(sealed(bytes), "seed " + seed + ", round " + round);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("seed %d, round %d", seed, round)
                    .isLessThan(16 << 20);
        }
    }

    private static void readCrafted(byte[] bytes, String what) {
        try {
            var elements = PortableBatch.read(bytes).open(ReadableClasses.ALL).elements();
            for (var i = 0; i < 10_000 && elements.hasNext(); i++) {
                elements.next();
            }
        } catch (SparrowException _) {
            // refused
        } catch (DateTimeException | ArithmeticException | ArrayStoreException | NumberFormatException _) {
            // refused by the value's own class, which ElementInput takes for damage
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    /// The same bytes with the checksum that they should have.
    private static byte[] sealed(byte[] bytes) {
        var checked = bytes.length - PortableBatch.CHECKSUM_BYTES;
        var checksum = new CRC32C();
        checksum.update(bytes, 0, checked);
        ByteBuffer.wrap(bytes).putInt(checked, (int) checksum.getValue());
        return bytes;
    }

    @Test
    void otherVersions_andOtherMachines_areNamed() {
        var version = bytes(List.of(1L));
        ByteBuffer.wrap(version).putShort(4, (short) 9);
        assertThatThrownBy(() -> PortableBatch.read(sealed(version)))
                .hasMessage(
                        "A batch of elements is of version 9 of its form, and this Sparrow reads versions "
                                + PortableBatch.VERSION_MIN
                                + " to "
                                + PortableBatch.VERSION
                                + ". Read it with the Sparrow that wrote it.");
        var order = bytes(List.of(1L));
        ByteBuffer.wrap(order).putShort(6, (short) 7);
        assertThatThrownBy(() -> PortableBatch.read(sealed(order)))
                .hasMessageContaining("written by a machine that orders the bytes of its numbers otherwise");
    }
}
