/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.MachineErrors;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.SourceTask;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/// The errors of a file with typed columns.
///
/// @param format what the file should be, with the article: `an Arrow file`
public record FileErrors(FileSplit file, SourceTask task, String format) {

    /// The error of a file that its library cannot read. Errors of ours say more and stay what they are.
    ///
    /// @throws VirtualMachineError if it comes of one: a full heap says nothing about the file
    public SparrowException damaged(String where, Throwable e) {
        MachineErrors.rethrow(e);
        if (e instanceof SparrowException known) {
            return known;
        }
        // An IOException tells of bytes; others may quote a value.
        var values = e instanceof IOException ? ErrorValues.SHOWN : task.errorValues();
        return task.error(
                file,
                ErrorCode.INPUT_UNREADABLE,
                "it is damaged, cut short or not " + format + ", at " + where + ": " + values.describe(e) + ".",
                values.cause(e));
    }

    /// Refuses, and closes, a file that does not begin as all of its format do: its library would say so in its own
    /// words.
    ///
    /// @param magic how they begin
    /// @return the file, at its begin
    public RandomAccessFile begun(RandomAccessFile opened, String magic) {
        var isRight = false;
        try {
            var begin = new byte[(int) Math.min(magic.length(), opened.length())];
            opened.readFully(begin);
            opened.seek(0);
            isRight = new String(begin, StandardCharsets.ISO_8859_1).equals(magic);
            if (!isRight) {
                opened.close();
            }
        } catch (IOException e) {
            throw damaged("its begin", e);
        }
        if (!isRight) {
            var what = "it is not " + format + ": it does not begin with '" + magic + "'.";
            throw task.error(file, ErrorCode.INPUT_UNREADABLE, what, null);
        }
        return opened;
    }

    /// The error of a file whose columns do not fit.
    public SparrowException unfit(Unfit e) {
        return task.error(file, ErrorCode.MALFORMED_INPUT, e.description(task.errorValues()), null);
    }

    /// The error of a row that does not fit.
    public SparrowException unfit(String row, Unfit e) {
        return task.error(file, ErrorCode.MALFORMED_INPUT, row + ", " + e.description(task.errorValues()), null);
    }
}
