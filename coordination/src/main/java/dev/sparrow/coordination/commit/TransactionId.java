/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit;

import java.util.Comparator;

/// The name of a transaction: what wants to write, and which of its lives wants it.
///
/// @param application whose output it is
/// @param job the job in it
/// @param attempt the attempt of the job's last stage
/// @param generation the driver's: a fence. A participant that has seen a higher one of the application votes no
public record TransactionId(String application, long job, long attempt, long generation)
        implements Comparable<TransactionId> {
    private static final Comparator<TransactionId> ORDER =
            Comparator.comparing(TransactionId::application)
                    .thenComparingLong(TransactionId::job)
                    .thenComparingLong(TransactionId::attempt)
                    .thenComparingLong(TransactionId::generation);

    @Override
    public int compareTo(TransactionId other) {
        return ORDER.compare(this, other);
    }

    /// The form `application-job-attempt-generation`, which can be part of a file's name.
    @Override
    public String toString() {
        return application + "-" + job + "-" + attempt + "-" + generation;
    }
}
