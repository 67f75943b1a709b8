/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.function.Function;
import dev.sparrow.spi.OutputTransaction;
import dev.sparrow.value.SaveMode;

import java.util.List;
import java.util.Map;

/// The outputs of one [Sparrow#transaction]: what is saved by it becomes visible when its block ends, all of it or
/// nothing.
///
/// Jobs run and files are written when its methods are called, where no reader sees them. What is saved reads as if
/// nothing of the transaction were there. It belongs to the thread and the block that it was made for.
public final class Transaction implements DriverOnly {
    private final Sparrow sc;
    private final OutputTransaction outputs;

    Transaction(Sparrow sc, OutputTransaction outputs) {
        this.sc = sc;
        this.outputs = outputs;
    }

    /// As [#save(Rdd, String, SaveMode)], where nothing is at the path yet.
    public void save(Rdd<?> elements, String path) {
        save(elements, path, SaveMode.ERROR);
    }

    /// Saves elements as lines of text, as [Rdd#saveAsTextFile(String, SaveMode)] does.
    public void save(Rdd<?> elements, String path, SaveMode mode) {
        save(() -> elements.saveAsTextFile(path, mode));
    }

    /// Takes in whatever the calling thread saves with this context in `saves`, in any format and mode, such as
    /// `t.save(() -> Csv.write(rows).to("out/rows"))`.
    public void save(Runnable saves) {
        sc.call("save").require(saves != null, "what is to be saved is null.");
        sc.within(outputs, saves);
    }

    /// Adds rows to a table of a database, as [#jdbc(Rdd, String, Map, String, Function)], where the URL says all that
    /// a connection takes.
    public <T> void jdbc(Rdd<T> rows, String url, String table, Function<? super T, ? extends List<?>> values) {
        jdbc(rows, url, Map.of(), table, values);
    }

    /// Adds rows to a table of a database. Tasks write them to a table beside it, `…_sparrow_staged`; the commit copies
    /// them within the database.
    ///
    /// @param url of JDBC, by which the driver and the executors reach the database; its driver is on the class path
    /// @param properties of the connection, such as `user` and `password`. Those whose names speak of a password, a
    ///   secret or a token are not written to the log of the transaction
    /// @param table that exists
    /// @param values of a row, in the order of the table's columns
    public <T> void jdbc(
            Rdd<T> rows,
            String url,
            Map<String, String> properties,
            String table,
            Function<? super T, ? extends List<?>> values) {
        var call = sc.call("jdbc");
        call.check(values);
        var output = outputs.<T>table(url, properties, table, values);
        output.accept(rows.mapPartitionsWithIndex(output.writer()).collect());
    }
}
