/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.formats.record;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.FileSplit;
import dev.sparrow.format.ElementReader;
import dev.sparrow.format.SourceTask;

import java.util.NoSuchElementException;

/// Goes through records, good and bad, and does with the bad ones what the mode says.
///
/// @param <R> a record as it is in the file
/// @param <T> what becomes of it
public abstract class Outcome<R, T> implements ElementReader<T> {
    private final FileSplit file;
    private final SourceTask task;
    private final Wanted wanted;
    private Object next;

    /// What becomes of the records.
    public enum Wanted {
        PERMISSIVE,
        DROPMALFORMED,
        FAILFAST,
        /// The bad ones themselves, as [BadRecord].
        BAD_RECORDS;

        /// What a mode wants.
        public static Wanted of(ParseMode mode) {
            return switch (mode) {
                case null -> throw SparrowException.invalidArgument("The mode for bad records is null.");
                case PERMISSIVE -> PERMISSIVE;
                case DROPMALFORMED -> DROPMALFORMED;
                case FAILFAST -> FAILFAST;
            };
        }
    }

    /// @param file that is read
    protected Outcome(FileSplit file, SourceTask task, Wanted wanted) {
        this.file = file;
        this.task = task;
        this.wanted = wanted;
    }

    /// The next record; null after the last one.
    protected abstract R advance();

    /// What the record is, if nothing is wrong with it.
    protected abstract Object strict(R record) throws Unfit;

    /// What the record is, with null for what is wrong.
    ///
    /// @throws Unfit if that cannot be null
    protected abstract Object lenient(R record) throws Unfit;

    /// The line where the record that was read last begins.
    protected abstract long line();

    @Override
    public boolean hasNext() {
        while (next == null) {
            var record = advance();
            if (record == null) {
                return false;
            }
            next = outcome(record);
        }
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // who makes the dataset knows what its records become
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var current = next;
        next = null;
        return (T) current;
    }

    /// The outcome of a record; null if it is left out.
    private Object outcome(R record) {
        try {
            var good = strict(record);
            return wanted == Wanted.BAD_RECORDS ? null : good;
        } catch (Unfit bad) {
            return switch (wanted) {
                case FAILFAST -> throw failure(bad);
                case DROPMALFORMED -> null;
                case BAD_RECORDS -> new BadRecord(file.path(), line(), bad.column(), bad.reason(values()));
                case PERMISSIVE -> permissive(record, bad);
            };
        }
    }

    private Object permissive(R record, Unfit bad) {
        try {
            return lenient(record);
        } catch (Unfit still) {
            throw failure(still.column().isEmpty() ? bad : both(bad, still));
        }
    }

    /// If there was nothing to read at all, that is the reason, and not that a column was missing then.
    private static Unfit both(Unfit bad, Unfit still) {
        return bad.column().isEmpty()
                ? new Unfit(
                        "", values -> bad.reason(values) + " Nulls cannot take its place: " + still.description(values))
                : still;
    }

    /// How much the reason of a bad record tells of its values.
    protected final ErrorValues values() {
        return task.errorValues();
    }

    /// The error of a record that cannot be read.
    protected final SparrowException failure(Unfit bad) {
        return task.error(file, ErrorCode.MALFORMED_INPUT, "line " + line() + ", " + bad.description(values()), null);
    }
}
