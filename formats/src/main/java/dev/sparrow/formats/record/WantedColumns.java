/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnBatch;
import dev.sparrow.column.ColumnBuilder;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.format.BatchReader;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The columns that a program wants of a file, whether they are in the file or its folders say them.
///
/// @param inFile the names of those that are in the file, in order
public record WantedColumns(List<String> wanted, List<String> inFile, FolderColumns.Here folders) {

    /// The columns of these names in a file.
    ///
    /// @param columns of the file
    /// @throws Unfit if there is no such column, or if there are several in the file
    public static WantedColumns of(List<String> wanted, List<String> columns, FolderColumns.Here folders) throws Unfit {
        var inFile = wanted.stream().filter(name -> !folders.texts().containsKey(name)).toList();
        for (var name : inFile) {
            if (!columns.contains(name)) {
                throw new Unfit(
                        name,
                        values ->
                                "there is no such column. The columns are "
                                        + values.show(String.join(", ", columns))
                                        + ".");
            }
            ColumnNames.requireUnique(columns.stream().filter(name::equals).toList());
        }
        return new WantedColumns(List.copyOf(wanted), inFile, folders);
    }

    /// All that are wanted.
    ///
    /// @param file the columns that are in the file
    public BatchReader reader(BatchReader file) {
        return inFile.size() == wanted.size() ? file : new Reader(file);
    }

    private <T> List<T> merged(List<T> fromFile, Function<String, T> fromFolder) {
        var left = fromFile.iterator();
        var merged = new ArrayList<T>();
        for (var name : wanted) {
            merged.add(folders.texts().containsKey(name) ? fromFolder.apply(name) : left.next());
        }
        return merged;
    }

    private final class Reader implements BatchReader {
        private final BatchReader file;

        private Reader(BatchReader file) {
            this.file = file;
        }

        @Override
        public Schema schema() {
            return new Schema(merged(file.schema().fields(), name -> new Field(name, folders.types().get(name), true)));
        }

        @Override
        public ColumnBatch next() {
            var batch = file.next();
            return batch == null
                    ? null
                    : new ColumnBatch(batch.rows(), merged(batch.columns(), name -> repeated(name, batch.rows())));
        }

        private ColumnArray repeated(String name, int rows) {
            var column = new ColumnBuilder(folders.types().get(name));
            for (var row = 0; row < rows; row++) {
                column.add(folders.values().get(name));
            }
            return column.build();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
