/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.TableSupport;
import dev.sparrow.column.JavaForm;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;
import dev.sparrow.column.TableStatistics;
import dev.sparrow.table.plan.Relation;

import java.util.List;

/// Makes tables of datasets and of values.
public final class Tables {
    private Tables() {}

    /// The records of a dataset as rows: a column for each component. Nothing is copied; a dataset that is cached is
    /// read where it is.
    ///
    /// ```java
    /// var trips = Tables.of(sc.parallelize(List.of(new Trip("Oslo", 12), new Trip("Rome", 7))), Trip.class);
    /// trips.where(col("km").gt(10)).show();
    /// ```
    public static <T extends Record> Table of(Rdd<T> records, Class<T> type) {
        var call = TableSupport.call(records.context(), "table");
        call.require(type != null, "the class of the records is null.");
        var lineage = TableSupport.lineage(records, call);
        return new Table(
                records.context(),
                new Relation.Dataset(
                        lineage, type, JavaForm.schemaOf(type), type.getSimpleName(), TableStatistics.UNKNOWN),
                records);
    }

    /// The rows of a dataset, whose columns are those of a schema.
    public static Table of(Rdd<Row> rows, Schema schema) {
        var call = TableSupport.call(rows.context(), "table");
        call.require(schema != null, "the schema is null.");
        var lineage = TableSupport.lineage(rows, call);
        return new Table(
                rows.context(), new Relation.Dataset(lineage, null, schema, "rows", TableStatistics.UNKNOWN), rows);
    }

    /// A table of some records.
    public static <T extends Record> Table of(Sparrow sc, List<T> records, Class<T> type) {
        return of(sc.parallelize(records), type);
    }
}
