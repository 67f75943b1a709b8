/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.file.OutputFolder;
import dev.sparrow.format.ElementSink;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.spi.OutputCommitter;

/// Writes a dataset to a folder, which appears when all is written.
public final class Saving {
    private Saving() {}

    /// Who makes the output at a path visible.
    ///
    /// @throws dev.sparrow.error.SparrowException if something is there, or nothing can be written there
    public static OutputCommitter committer(String path) {
        return new RenamedFolder(OutputFolder.open(path));
    }

    public static void save(OperatorCall call, Lineage lineage, String path, ElementSink<?> sink) {
        call.require(sink != null, "was given null for a format.");
        call.require(sink.compression() != null, "the compression is null.");
        var extension = sink.extension() + sink.compression().extension();
        var _ = CompressionCodecs.of(sink.compression());
        try (var output = committer(path)) {
            var files = call.run(lineage, new Action.Save(Erased.sink(sink), output.folder()));
            output.commit(Erased.list(files), extension);
        }
    }
}
