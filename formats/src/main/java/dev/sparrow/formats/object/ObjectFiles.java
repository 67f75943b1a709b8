/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.object;

import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementSource;
import dev.sparrow.format.InputFiles;
import dev.sparrow.format.ObjectFormat;
import dev.sparrow.format.SourceTask;
import dev.sparrow.storage.columnar.ElementFile;
import dev.sparrow.storage.columnar.ElementInput;
import dev.sparrow.storage.serialization.ReadableClasses;

import java.util.List;

/// The format of `saveAsObjectFile` and `objectFile`: eight bytes by which such files are known, and elements as
/// [ElementFile] writes them.
public final class ObjectFiles implements ObjectFormat {
    private static final byte[] MAGIC = {'S', 'P', 'R', 'W', 'O', 'B', 'J', '2'};

    @Override
    public ElementSource<Object> source(InputFiles files, String classes) {
        var _ = ReadableClasses.of(classes); // a mistake in them is told now
        return new Source(files.whole(), classes);
    }

    @Override
    public ElementSink<Object> sink() {
        return new ElementFile(MAGIC);
    }

    private record Source(List<FileSplit> splits, String classes) implements ElementSource<Object> {
        @Override
        public ElementReader<Object> open(int partition, SourceTask task) {
            var file = splits.get(partition);
            var elements =
                    new ElementInput(
                            task.open(file),
                            ReadableClasses.of(classes),
                            (code, problem, cause) -> task.error(file, code, problem, cause));
            elements.requireMagic(MAGIC, "it does not begin as object files do; saveAsObjectFile writes them");
            return elements;
        }
    }
}
