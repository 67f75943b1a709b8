/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.arrow;

import dev.sparrow.column.ColumnArray;
import dev.sparrow.column.ColumnBatch;
import dev.sparrow.column.Field;
import dev.sparrow.column.Schema;
import dev.sparrow.format.BatchReader;
import dev.sparrow.formats.record.Unfit;

import java.util.ArrayList;
import java.util.List;

/// Some columns of a file, one record batch after the other.
final class ArrowBatches implements BatchReader {
    private final ArrowFile file;

    /// The places of the columns in the file.
    private final List<Integer> places;

    /// @param wanted names of columns that the file has
    ArrowBatches(ArrowFile file, List<String> wanted) {
        this.file = file;
        this.places = wanted.stream().map(file.names()::indexOf).toList();
    }

    @Override
    public Schema schema() {
        return new Schema(
                places.stream()
                        .map(place -> {
                            var vector = file.vectors().get(place);
                            return new Field(
                                    file.names().get(place), ArrowForm.typeOf(vector), vector.getField().isNullable());
                        })
                        .toList());
    }

    @Override
    public ColumnBatch next() {
        do {
            if (!file.nextBatch()) {
                close();
                return null;
            }
        } while (file.rows() == 0);
        try {
            var columns = new ArrayList<ColumnArray>();
            for (var place : places) {
                columns.add(ArrowForm.array(file.vectors().get(place), file.values().get(place)));
            }
            return new ColumnBatch(file.rows(), columns);
        } catch (Unfit e) {
            throw file.errors().unfit(e);
        } catch (RuntimeException e) {
            throw file.errors().damaged("record batch " + file.batchNumber(), e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
