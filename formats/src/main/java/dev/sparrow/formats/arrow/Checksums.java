/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The checksums of a file of ours, which the format has no place for: one of each record batch, and one of what the
/// footer says of columns and batches. They are in the footer's metadata, which other programs pass over.
///
/// The schema, which stands at the beginning of a file and again in the footer, says that there are some. So they
/// cannot get lost without a word.
///
/// @param batches CRC-32C of each, in their order
record Checksums(List<Integer> batches) {
    /// The mark in the metadata of the schema.
    static final Map<String, String> MARK = Map.of("sparrow.checksums", "crc32c");

    /// The key in the metadata of the footer.
    private static final String KEY = "sparrow.crc32c";

    /// Writes them into the metadata of a footer.
    void writeTo(Map<String, String> metadata, Schema schema, List<ArrowBlock> blocks) {
        metadata.put(
                KEY,
                hex(footer(schema, blocks)) + " " + String.join(" ", batches.stream().map(Checksums::hex).toList()));
    }

    /// Reads the checksums of a file; empty if another program wrote it.
    ///
    /// @param heads the schemas that there are in the file
    /// @throws IOException if they are lost, or if the footer is not what was written
    static Optional<Checksums> read(List<Schema> heads, Map<String, String> metadata, List<ArrowBlock> blocks)
            throws IOException {
        var text = metadata.get(KEY);
        if (text == null) {
            if (heads.stream().anyMatch(Checksums::isMarked)) {
                throw new IOException("the checksums that its schema speaks of are lost");
            }
            return Optional.empty();
        }
        var words = text.strip().split(" ", -1);
        var batches = new ArrayList<Integer>();
        for (var i = 1; i < words.length; i++) {
            batches.add(Integer.parseUnsignedInt(words[i], 16));
        }
        var checksums = new Checksums(batches);
        if (batches.size() != blocks.size()
                || Integer.parseUnsignedInt(words[0], 16) != footer(heads.getFirst(), blocks)) {
            throw new IOException("the checksum of its footer is another than when it was written");
        }
        return Optional.of(checksums);
    }

    private static boolean isMarked(Schema schema) {
        return schema.getCustomMetadata().keySet().containsAll(MARK.keySet());
    }

    /// @param batch from 0
    void check(int batch, int checksum) throws IOException {
        if (batches.get(batch) != checksum) {
            throw new IOException("its checksum is another than when it was written");
        }
    }

    private static int footer(Schema schema, List<ArrowBlock> blocks) {
        var said = new StringBuilder(schema.toJson());
        for (var block : blocks) {
            said.append(' ').append(block.getOffset());
            said.append(' ').append(block.getMetadataLength()).append(' ').append(block.getBodyLength());
        }
        var checksum = new CRC32C();
        checksum.update(said.toString().getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }

    private static String hex(int checksum) {
        return Integer.toHexString(checksum);
    }
}
