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
import dev.sparrow.value.SaveMode;

/// Writes a dataset to a folder, which appears when all is written.
public final class Saving {
    private Saving() {}

    /// Who makes the output at a path visible.
    ///
    /// @throws dev.sparrow.error.SparrowException if something is there that the mode refuses, or nothing can be
    ///   written there
    public static OutputCommitter committer(String path, SaveMode mode) {
        return new RenamedFolder(OutputFolder.open(path, mode));
    }

    public static void save(OperatorCall call, Lineage lineage, String path, SaveMode mode, ElementSink<?> sink) {
        call.require(mode != null, "the mode is null.");
        call.require(sink != null, "was given null for a format.");
        call.require(sink.compression() != null, "the compression is null.");
        var extension = sink.extension() + sink.compression().extension();
        var _ = CompressionCodecs.of(sink.compression());
        var transaction = call.context().transaction();
        try (var output = transaction.isPresent() ? transaction.get().folder(path, mode) : committer(path, mode)) {
            var files = call.run(lineage, new Action.Save(Erased.sink(sink), output.folder()));
            output.commit(Erased.list(files), extension);
        }
    }
}
