/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.error.ThrowableText;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.RemoteError;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.scheduler.stage.TaskFailure;

/// A report as it leaves its executor.
public final class ReportForm {
    private ReportForm() {}

    /// The report without what only this executor has.
    private static TaskReport bare(TaskReport report) {
        return switch (report) {
            case TaskReport.Finished finished when finished.output() instanceof Parcel.Held(var parcel, _) ->
                    finished.with(parcel);
            case TaskReport.Failed(var attempt, var failure, var reason, var at) ->
                    new TaskReport.Failed(attempt, failure.withCause(RemoteError::of), reason, at);
            default -> report;
        };
    }

    /// The bytes of a report. The driver must hear of an end in any case, so one that has none is replaced by a
    /// failure.
    public static byte[] encode(TaskReport report) {
        try {
            return Wire.encode(bare(report));
        } catch (RuntimeException e) {
            var failure = new TaskFailure.EngineError(ThrowableText.of(e), RemoteError.of(e));
            return Wire.encode(new TaskReport.Failed(report.attempt(), failure, ThrowableText.of(e), report.at()));
        }
    }
}
