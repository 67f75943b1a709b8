/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.error.ThrowableText;
import dev.sparrow.scheduler.machine.TaskFailure;
import dev.sparrow.scheduler.protocol.RemoteError;
import java.util.Optional;

import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// An executor's messages as bytes, each within the limit: reports go in groups that fit, and one that fits in none is
/// kept until the driver fetches it.
final class ByteLink implements DriverLink {
    /// A report that takes more is not sent, but fetched.
    static final int REPORT_BYTES_MAX = 32 << 10;

    private final Consumer<byte[]> driver;
    private final ReportStore kept;

    ByteLink(Consumer<byte[]> driver, ReportStore kept) {
        this.driver = driver;
        this.kept = kept;
    }

    @Override
    public void tell(ExecutorEvent event) {
        if (event instanceof ExecutorEvent.TasksEnded(var reports)) {
            tell(reports);
        } else {
            send(event);
        }
    }

    private void send(ExecutorEvent event) {
        driver.accept(Wire.encodeMessage(event));
    }

    private void tell(List<TaskReport> reports) {
        var group = new ArrayList<TaskReport>();
        var bytes = 0;
        for (var report : reports) {
            var sendable = sendable(report);
            var length = sendable.bytes().length;
            if (length > REPORT_BYTES_MAX) {
                send(new ExecutorEvent.ReportKept(report.attempt(), kept.keep(sendable.bytes(), output(report))));
                continue;
            }
            output(report).ifPresent(Parcel::release);
            if (bytes + length > REPORT_BYTES_MAX) {
                send(new ExecutorEvent.TasksEnded(List.copyOf(group)));
                group.clear();
                bytes = 0;
            }
            group.add(sendable.report());
            bytes += length;
        }
        if (!group.isEmpty()) {
            send(new ExecutorEvent.TasksEnded(List.copyOf(group)));
        }
    }

    private static Optional<Parcel> output(TaskReport report) {
        return report instanceof TaskReport.Finished finished && finished.output() instanceof Parcel parcel
                ? Optional.of(parcel)
                : Optional.empty();
    }

    /// The report without what only this executor has.
    private static TaskReport bare(TaskReport report) {
        return switch (report) {
            case TaskReport.Finished finished when finished.output() instanceof Parcel.Held(var parcel, _) ->
                    finished.with(parcel);
            case TaskReport.Failed(var attempt, var failure, var reason) ->
                    new TaskReport.Failed(attempt, failure.withCause(RemoteError::of), reason);
            default -> report;
        };
    }

    /// The driver must hear of an end in any case.
    private static Sendable sendable(TaskReport report) {
        try {
            var bare = bare(report);
            return new Sendable(bare, Wire.encode(bare));
        } catch (RuntimeException e) {
            var failure = new TaskFailure.EngineError(ThrowableText.of(e), RemoteError.of(e));
            var failed = new TaskReport.Failed(report.attempt(), failure, ThrowableText.of(e));
            return new Sendable(failed, Wire.encode(failed));
        }
    }

    private record Sendable(TaskReport report, byte[] bytes) {}
}
