/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.csv;

import dev.sparrow.column.ColumnBatch;
import dev.sparrow.column.ColumnBuilder;
import dev.sparrow.column.Schema;
import dev.sparrow.format.BatchReader;
import dev.sparrow.format.ElementReader;

import java.util.List;

/// The columns of rows, each of which comes as the array of its values.
record CsvBatches(Schema schema, ElementReader<Object[]> rows, List<ColumnBuilder> builders) implements BatchReader {
    private static final int ROWS = 1_024;

    static CsvBatches of(Schema schema, ElementReader<Object[]> rows) {
        var builders = schema.fields().stream().map(field -> new ColumnBuilder(field.type())).toList();
        return new CsvBatches(schema, rows, builders);
    }

    @Override
    public ColumnBatch next() {
        var count = 0;
        for (; count < ROWS && rows.hasNext(); count++) {
            var values = rows.next();
            for (var i = 0; i < values.length; i++) {
                builders.get(i).add(values[i]);
            }
        }
        return count == 0 ? null : new ColumnBatch(count, builders.stream().map(ColumnBuilder::build).toList());
    }

    @Override
    public void close() {
        rows.close();
    }
}
