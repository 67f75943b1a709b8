/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table;

import dev.sparrow.Sparrow;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileListing;
import dev.sparrow.value.SaveMode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// The files of a format as tables: the way from a path alone to a table, and back. Found as a service.
public interface TableFiles {

    /// What people call it, such as `csv`.
    String format();

    /// Whether the files are of this format, by their names.
    boolean reads(String path);

    /// The files as a table.
    ///
    /// @param path as for `textFile`
    /// @param options by their names in lower case, such as `header`
    /// @throws SparrowException `INVALID_ARGUMENT` for an option that the format does not know
    Table table(Sparrow sc, String path, Map<String, String> options);

    /// Writes a table, one file for each partition, into a folder that appears at once.
    ///
    /// @param options by their names in lower case
    /// @param mode what happens if the folder exists already
    /// @return how many rows it had
    /// @throws SparrowException `INVALID_ARGUMENT` for an option that the format does not know, or a column whose type
    ///   its files do not hold
    long write(Table table, String path, Map<String, String> options, SaveMode mode);

    /// The files as a table, by the format that their names say.
    ///
    /// @throws SparrowException [ErrorCode#NO_FORMAT] if no format on the class path knows them
    static Table open(Sparrow sc, String path) {
        return of(path).table(sc, path, Map.of());
    }

    /// The format of files, by their names; where the path is a folder or a pattern without an ending, by the names of
    /// the files in it.
    ///
    /// @throws SparrowException [ErrorCode#NO_FORMAT] if no format on the class path knows them
    static TableFiles of(String path) {
        var formats = all();
        for (var format : formats) {
            if (format.reads(path)) {
                return format;
            }
        }
        var name = path.substring(path.lastIndexOf('/', path.length() - 2) + 1);
        if (!name.contains(".") || name.contains("*")) {
            for (var file : FileListing.of(path).files()) {
                for (var format : formats) {
                    if (format.reads(file.path())) {
                        return format;
                    }
                }
            }
        }
        throw new SparrowException(
                ErrorCode.NO_FORMAT,
                "Nothing on the class path reads '"
                        + path
                        + "' as a table. "
                        + (formats.isEmpty()
                                ? "dev.sparrow:sparrow-formats has the formats."
                                : "Names of files end with " + endings(formats) + "."));
    }

    /// The format whose files have such names; nothing if there is none.
    static Optional<TableFiles> ofName(String path) {
        return all().stream().filter(format -> format.reads(path)).findFirst();
    }

    private static String endings(List<TableFiles> formats) {
        return formats.stream().map(format -> "." + format.format()).sorted().collect(Collectors.joining(", "));
    }

    /// The format of a name.
    ///
    /// @throws SparrowException [ErrorCode#NO_FORMAT] if there is none on the class path
    static TableFiles named(String name) {
        var formats = all();
        return formats.stream()
                .filter(format -> format.format().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new SparrowException(
                                ErrorCode.NO_FORMAT,
                                "There is no format '"
                                        + name
                                        + "' on the class path. There are "
                                        + formats.stream()
                                                .map(TableFiles::format)
                                                .sorted()
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private static List<TableFiles> all() {
        var all = new ArrayList<TableFiles>();
        ServiceLoader.load(TableFiles.class, TableFiles.class.getClassLoader()).forEach(all::add);
        return all;
    }
}
