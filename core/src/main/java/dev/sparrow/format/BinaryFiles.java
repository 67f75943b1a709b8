/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import dev.sparrow.file.FileSplit;
import dev.sparrow.file.PortableDataStream;
import dev.sparrow.value.Tuple2;

import java.util.List;

/// Whole files as pairs of path and what opens them, some files to each partition. Reads nothing itself.
public record BinaryFiles(List<List<FileSplit>> files) implements ElementSource<Tuple2<String, PortableDataStream>> {
    @Override
    public List<FileSplit> splits() {
        return List.of();
    }

    @Override
    public int partitions() {
        return files.size();
    }

    @Override
    public String describe() {
        return files.stream().mapToInt(List::size).sum() + " file(s)";
    }

    @Override
    public ElementReader<Tuple2<String, PortableDataStream>> open(int partition, SourceTask task) {
        var rest = files.get(partition).iterator();
        return new ElementReader<>() {
            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public Tuple2<String, PortableDataStream> next() {
                var file = rest.next();
                return new Tuple2<>(file.path(), new PortableDataStream(file));
            }

            @Override
            public void close() {}
        };
    }
}
