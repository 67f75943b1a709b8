/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.storage.columnar.Batch;
import dev.sparrow.storage.memory.MemoryLimits;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.Compression;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Chunks on disk, packed and encrypted.
class ChunkFormTest {
    @TempDir Path base;

    private static ChunkForm encrypted(Compression compression, int keyBits) {
        return new ChunkForm(CompressionCodecs.of(compression), Optional.of(ChunkCipher.create(keyBits)));
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 192, 256})
    void encryptedChunks_areReadBack(int keyBits) throws Exception {
        for (var compression : List.of(Compression.NONE, Compression.GZIP)) {
            var form = encrypted(compression, keyBits);
            for (var length : List.of(0, 1, 15, 16, 17, 100_000)) {
                var bytes = new byte[length];
                new SplittableRandom(length).nextBytes(bytes);
                assertThat(form.read(form.write(bytes, "here"), "here")).isEqualTo(bytes);
            }
        }
    }

    @Test
    void equalChunks_areNeverTheSameTwice() throws IOException {
        var form = encrypted(Compression.NONE, 128);
        assertThat(form.write(new byte[64], "here")).isNotEqualTo(form.write(new byte[64], "here"));
    }

    @Test
    void eachChangedBit_eachCut_otherPlaces_andOtherKeys_areRefused() throws IOException {
        var form = encrypted(Compression.NONE, 128);
        var whole = form.write("some text".getBytes(StandardCharsets.UTF_8), "here");
        for (var i = 0; i < whole.length; i++) {
            for (var bit = 0; bit < Byte.SIZE; bit++) {
                var bytes = whole.clone();
                bytes[i] ^= (byte) (1 << bit);
                assertRefused(form, bytes, "here");
            }
            assertRefused(form, Arrays.copyOf(whole, i), "here");
        }
        assertRefused(form, Arrays.copyOf(whole, whole.length + 1), "here");
        assertRefused(form, whole, "there");
        assertRefused(encrypted(Compression.NONE, 128), whole, "here");
    }

    private static void assertRefused(ChunkForm form, byte[] bytes, String place) {
        assertThatThrownBy(() -> form.read(bytes, place)).isInstanceOf(BlockUnavailable.class);
    }

    @Test
    void spilledRows_sayNothingOnDisk_andAreReadBack() throws IOException {
        var secret = "a word that nobody should read";
        try (var store = new BlockStore(MemoryLimits.ofBlocks(0), base, encrypted(Compression.NONE, 128));
                var writer = store.openSpill("A test", new AttemptId(new StageId(1), 0, 0))) {
            for (var row = 0; row < 10_000; row++) {
                writer.append(secret + row);
            }
            try (var rows = writer.finish()) {
                for (var file : StoreTest.filesUnder(base).stream().filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("word");
                }
                var read = new ArrayList<Object>();
                Batch.elements(rows.batches()).forEachRemaining(read::add);
                assertThat(read).hasSize(10_000).startsWith(secret + 0).endsWith(secret + 9_999);
            }
        }
    }
}
