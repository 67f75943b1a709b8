/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.file.OutputFolder;
import dev.sparrow.spi.OutputCommitter;

import java.util.List;

/// Output on a file system that the driver and all executors share: a folder that is renamed when it is whole.
record RenamedFolder(OutputFolder output) implements OutputCommitter {
    @Override
    public String folder() {
        return output.folder().toString();
    }

    @Override
    public void commit(List<String> fileNames, String extension) {
        output.commit(fileNames, extension);
    }

    @Override
    public void close() {
        output.close();
    }
}
