/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.repl.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.column.ColumnType.Plain;
import dev.sparrow.column.Field;
import dev.sparrow.column.Row;
import dev.sparrow.column.Schema;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class FittedTableTest {
    @Test
    void longValuesAreCut_andColumnsInTheMiddleLeftOut() {
        var fields = new ArrayList<Field>();
        var values = new ArrayList<>();
        for (var i = 0; i < 6; i++) {
            fields.add(new Field("column" + i, Plain.TEXT, true));
            values.add("value " + i + " is long");
        }
        var rows = List.of(Row.of(values.toArray()), Row.of(values.toArray()));

        assertThat(FittedTable.of(new Schema(fields), rows, 1, 40))
                .isEqualTo(
                        """
                        ┌──────────┬───┬──────────┬──────────┐
                        │ column0  │ … │ column4  │ column5  │
                        │ text     │   │ text     │ text     │
                        ├──────────┼───┼──────────┼──────────┤
                        │ value 0… │ … │ value 4… │ value 5… │
                        └──────────┴───┴──────────┴──────────┘
                        1 row, and more, 3 of 6 columns\
                        """);
    }
}
