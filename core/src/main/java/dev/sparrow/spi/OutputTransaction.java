/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.function.Function;
import dev.sparrow.value.SaveMode;

import java.util.List;
import java.util.Map;

/// Outputs that become visible together, or not at all.
///
/// What is added takes part; [#commit] decides once for all. One thread at a time.
public interface OutputTransaction extends AutoCloseable {
    /// Adds a folder of files. Its committer's [OutputCommitter#commit] keeps the accepted files until the transaction
    /// commits, and shows nothing.
    ///
    /// @throws dev.sparrow.error.SparrowException if something is at the path that the mode refuses
    OutputCommitter folder(String path, SaveMode mode);

    /// Adds a table of a database.
    ///
    /// @param url of JDBC; the database can be reached from the driver and all executors
    /// @param properties of the connection, such as user and password
    /// @param values of a row, in the order of the table's columns
    <T> TableOutput<T> table(
            String url, Map<String, String> properties, String table, Function<? super T, ? extends List<?>> values);

    /// Makes all outputs visible, or none.
    ///
    /// @throws dev.sparrow.error.SparrowException if none is, or if all will be and some could not be reached yet: the
    ///   message says which
    void commit();

    /// Gives up what is not committed. Idempotent.
    @Override
    void close();
}
