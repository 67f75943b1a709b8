/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.error.ThrowableText;
import dev.sparrow.scheduler.machine.TaskFailure;
import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.MessageWriter;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.RemoteError;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// An executor's messages as bytes, each within the limit: reports go in groups that fit, and one that fits in none is
/// kept until the driver fetches it.
final class ByteLink implements DriverLink {
    /// A report that takes more is not sent, but fetched.
    static final int REPORT_BYTES_MAX = 32 << 10;

    /// So long the news of an attempt's begin may wait for other news.
    private static final long START_NANOS_MAX = 1_000_000;

    private final MessageWriter driver;
    private final ReportStore kept;
    private final List<ExecutorEvent.TaskStarted> started = new ArrayList<>();
    private long sentNanos = System.nanoTime();

    ByteLink(Consumer<byte[]> driver, ReportStore kept) {
        this.driver = new MessageWriter(driver);
        this.kept = kept;
    }

    @Override
    public synchronized void tell(ExecutorEvent event) {
        switch (event) {
            case ExecutorEvent.TaskStarted start -> {
                started.add(start);
                if (System.nanoTime() - sentNanos > START_NANOS_MAX) {
                    sendNews(List.of());
                }
            }
            case ExecutorEvent.TasksEnded(var reports) -> tell(reports);
            default -> send(event);
        }
    }

    private void send(ExecutorEvent event) {
        driver.send(event);
    }

    private void sendNews(List<byte[]> reports) {
        sentNanos = System.nanoTime();
        var news = new ExecutorEvent.TaskNews(List.copyOf(started), reports);
        started.clear();
        send(news);
    }

    private void tell(List<TaskReport> reports) {
        var group = new ArrayList<byte[]>();
        var bytes = 0;
        for (var report : reports) {
            var encoded = encoded(report);
            if (encoded.length > REPORT_BYTES_MAX) {
                send(new ExecutorEvent.ReportKept(report.attempt(), kept.keep(encoded, output(report))));
                continue;
            }
            output(report).ifPresent(Parcel::release);
            if (bytes + encoded.length > REPORT_BYTES_MAX) {
                sendNews(List.copyOf(group));
                group.clear();
                bytes = 0;
            }
            group.add(encoded);
            bytes += encoded.length;
        }
        sendNews(group);
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
            case TaskReport.Failed(var attempt, var failure, var reason, var at) ->
                    new TaskReport.Failed(attempt, failure.withCause(RemoteError::of), reason, at);
            default -> report;
        };
    }

    /// The driver must hear of an end in any case.
    private static byte[] encoded(TaskReport report) {
        try {
            return Wire.encode(bare(report));
        } catch (RuntimeException e) {
            var failure = new TaskFailure.EngineError(ThrowableText.of(e), RemoteError.of(e));
            return Wire.encode(new TaskReport.Failed(report.attempt(), failure, ThrowableText.of(e), report.at()));
        }
    }
}
