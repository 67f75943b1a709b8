/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.ServiceLoader;

/// The files of a format as tables: the way from a path alone to a table. Found as a service.
public interface TableFiles {

    /// Whether the files are of this format, by their names.
    boolean reads(String path);

    /// The files as a table.
    ///
    /// @param path as for `textFile`
    Table table(Sparrow sc, String path);

    /// The files as a table, by the format that their names say.
    ///
    /// @throws SparrowException [ErrorCode#NO_FORMAT] if no format on the class path knows them
    static Table open(Sparrow sc, String path) {
        for (var format : ServiceLoader.load(TableFiles.class, TableFiles.class.getClassLoader())) {
            if (format.reads(path)) {
                return format.table(sc, path);
            }
        }
        throw new SparrowException(
                ErrorCode.NO_FORMAT,
                "Nothing on the class path reads '"
                        + path
                        + "' as a table. Files whose names end with .parquet are, where dev.sparrow:sparrow-formats is.");
    }
}
