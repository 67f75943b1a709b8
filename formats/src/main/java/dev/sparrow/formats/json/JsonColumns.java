/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.json;

import dev.sparrow.column.ColumnBatch;
import dev.sparrow.column.ColumnBuilder;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.BatchReader;
import dev.sparrow.format.BatchSource;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.ScanFilter;
import dev.sparrow.format.SourceTask;
import dev.sparrow.formats.record.Unfit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The columns of JSON objects, one on each line.
///
/// @param schema all columns with their types
record JsonColumns(JsonSource<Map<String, Object>> objects, Schema schema) implements BatchSource<Map<String, Object>> {
    private static final int ROWS = 1_024;

    @Override
    public BatchSource<Map<String, Object>> where(ScanFilter filter) {
        return new JsonColumns(objects.where(filter), schema);
    }

    @Override
    public List<FileSplit> splits() {
        return objects.splits();
    }

    @Override
    public ElementReader<Map<String, Object>> open(int partition, SourceTask task) {
        return objects.open(partition, task);
    }

    @Override
    public BatchReader open(int partition, SourceTask task, List<String> columns) {
        var fields = new ArrayList<Field>();
        columns.forEach(name -> fields.add(schema.fields().get(schema.indexOf(name))));
        var split = splits().get(partition);
        return new Batches(new JsonReader<>(split, task, objects), new Schema(fields), split, task);
    }

    private record Batches(JsonReader<Map<String, Object>> rows, Schema schema, FileSplit split, SourceTask task)
            implements BatchReader {
        @Override
        public ColumnBatch next() {
            var builders = schema.fields().stream().map(field -> new ColumnBuilder(field.type())).toList();
            var count = 0;
            for (; count < ROWS && rows.hasNext(); count++) {
                var row = rows.next();
                for (var i = 0; i < builders.size(); i++) {
                    builders.get(i).add(value(row, schema.fields().get(i)));
                }
            }
            return count == 0 ? null : new ColumnBatch(count, builders.stream().map(ColumnBuilder::build).toList());
        }

        private Object value(Map<String, Object> row, Field field) {
            try {
                return JsonTypes.value(row.get(field.name()), field);
            } catch (Unfit e) {
                throw task.error(
                        split,
                        ErrorCode.MALFORMED_INPUT,
                        "line " + rows.line() + ", " + e.description(task.errorValues()),
                        null);
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
