/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import dev.sparrow.closure.DriverOnly;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileListing;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.ElementSource;
import dev.sparrow.format.InputFormat;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.operator.Saving;
import dev.sparrow.operator.Sources;
import dev.sparrow.value.SaveMode;

/// The port for file formats: the entry of a format, such as `Csv`, makes its datasets and writes them by it.
///
/// It is no method of [Sparrow] or [Rdd], since programs call the entry of a format, which checks options and types,
/// and names the call.
public final class FormatSupport implements DriverOnly {
    private FormatSupport() {}

    /// The elements that a format reads from files.
    ///
    /// @param operator the name of the call in messages and `explain`, such as `csv`
    /// @param path as for [Sparrow#textFile(String)]
    /// @throws SparrowException [ErrorCode#INPUT_UNREADABLE] if there is no such file
    public static <T> Rdd<T> read(Sparrow sc, String operator, String path, InputFormat<T> format) {
        return read(sc, operator, path, sc.defaultMinPartitions(), format);
    }

    /// As [#read(Sparrow, String, String, InputFormat)], with a number of partitions.
    ///
    /// @param minPartitions the least number of partitions wanted, as the format understands it
    public static <T> Rdd<T> read(Sparrow sc, String operator, String path, int minPartitions, InputFormat<T> format) {
        return new Rdd<>(sc, sc.sources().format(sc.call(operator), FileListing.of(path), minPartitions, format));
    }

    /// The elements of a source that is no file.
    ///
    /// @param operator the name of the call in messages and `explain`
    public static <T> Rdd<T> read(Sparrow sc, String operator, ElementSource<T> source) {
        return new Rdd<>(sc, Sources.source(sc.call(operator), new SourceData.Format(source)));
    }

    /// Writes elements in a file format, one file for each partition, and `_SUCCESS`. The folder appears at once, when
    /// all is written; errors are those of [Rdd#saveAsTextFile(String)].
    ///
    /// @param operator the name of the call in messages, such as `csv`
    /// @param mode what happens if the folder exists already
    public static <T> void save(
            Rdd<T> elements, String operator, String path, SaveMode mode, ElementSink<? super T> sink) {
        Saving.save(elements.call(operator), elements.lineage(), path, mode, sink);
    }
}
