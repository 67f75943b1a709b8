/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import java.util.List;

/// What makes the output of one save visible: as a whole, or not at all.
///
/// Attempts of tasks write files into [#folder], each under a name that no other attempt has, and the accepted one of
/// each partition reports its name. Attempts that are given up may still write there.
public interface OutputCommitter extends AutoCloseable {

    /// A path under which attempts write, in whichever process they run.
    String folder();

    /// Makes the accepted files the whole output.
    ///
    /// If this fails, readers see nothing that was not there before.
    ///
    /// @param fileNames the file of each partition, in order
    /// @param extension the end of the names under which readers find them, such as `.txt.gz`
    void commit(List<String> fileNames, String extension);

    /// Gives up what is not committed. Idempotent.
    @Override
    void close();
}
