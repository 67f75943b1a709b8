/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

/// A task of ours failed. What the driver makes of it stands in its report.
public final class TaskFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Report report;

    /// @param reason for people who look into Spark's own pages and logs
    public TaskFailed(String reason, Report report) {
        super(reason, null, false, false);
        this.report = report;
    }

    public Report report() {
        return report;
    }
}
