/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.column.ColumnType;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.file.FileSplit;
import dev.sparrow.file.PartitionFolder;
import dev.sparrow.format.ColumnBounds;
import dev.sparrow.format.InputFiles;
import dev.sparrow.format.ScanFilter;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The columns that the folders of a dataset say, as `year=2020` does; for all formats of columns alike.
///
/// In maps a column is of the narrowest type of all its folders. A component of a record takes it as text of its own
/// type. The folder is right where the file has a column of the same name; files outside of such folders have null.
///
/// @param types in the order of the folders
public record FolderColumns(Map<String, ColumnType> types) implements Serializable {

    /// The columns of all files of a dataset.
    public static FolderColumns of(InputFiles files) {
        var types = new LinkedHashMap<String, ColumnType>();
        for (var file : files.whole()) {
            for (var folder : file.folders()) {
                types.merge(folder.column(), Inference.of(folder.value()), Inference::common);
            }
        }
        types.replaceAll((_, seen) -> Inference.settled(seen));
        return new FolderColumns(types);
    }

    /// The columns of files with those that folders say: in place of those of the same names, or behind all.
    public Schema in(Schema columns) {
        var fields = new ArrayList<>(columns.fields());
        types.forEach((name, type) -> {
            var place = columns.indexOf(name);
            var field = new Field(name, type, true);
            if (place < 0) {
                fields.add(field);
            } else {
                fields.set(place, field);
            }
        });
        return new Schema(fields);
    }

    /// Their values in one file.
    public Here at(FileSplit split) {
        var texts = new LinkedHashMap<String, String>();
        types.keySet().forEach(column -> texts.put(column, null));
        for (PartitionFolder folder : split.folders()) {
            texts.put(folder.column(), folder.value());
        }
        var values = new LinkedHashMap<String, Object>();
        texts.forEach((column, text) ->
                values.put(column, text == null ? null : TextForm.of(types.get(column)).orElseThrow().parse(text)));
        return new Here(types, texts, values);
    }

    /// The parts of files of which the folders do not say that nobody wants their rows; one of them if there is no
    /// such, since a dataset has a partition.
    public List<FileSplit> wanted(List<FileSplit> splits, ScanFilter filter) {
        if (types.isEmpty()) {
            return splits;
        }
        var wanted = splits.stream().filter(split -> filter.mayHold(at(split)::bounds)).toList();
        return wanted.isEmpty() ? List.of(splits.getFirst()) : wanted;
    }

    /// What the folders of a file say.
    ///
    /// @param types by column
    /// @param texts by column
    /// @param values by column, typed as in maps
    public record Here(Map<String, ColumnType> types, Map<String, String> texts, Map<String, Object> values) {
        public boolean isEmpty() {
            return texts.isEmpty();
        }

        /// The only value of a column; null if no folder says it.
        public ColumnBounds bounds(String column) {
            return texts.containsKey(column) ? ColumnBounds.always(types.get(column), values.get(column)) : null;
        }

        /// Whether a component is one of the columns, by exactly its name or but for capitals.
        public boolean has(RecordShape.Component component) {
            return column(component) != null;
        }

        private String column(RecordShape.Component component) {
            if (texts.containsKey(component.name())) {
                return component.name();
            }
            return texts.keySet().stream().filter(component.name()::equalsIgnoreCase).findFirst().orElse(null);
        }

        /// A column as the component holds it.
        ///
        /// @throws Unfit if the component cannot
        public Object value(RecordShape.Component component) throws Unfit {
            var text = texts.get(column(component));
            if (text != null) {
                return TextForm.parse(TextForm.of(component), component, text);
            }
            if (component.type().isPrimitive()) {
                throw new Unfit(
                        component.name(),
                        "no folder of the file says it, and "
                                + component.type()
                                + " cannot be null. Make the component a boxed type to allow it.");
            }
            return null;
        }
    }
}
