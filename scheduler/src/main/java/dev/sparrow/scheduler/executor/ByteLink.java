/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.protocol.DriverLink;
import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.MessageWriter;
import dev.sparrow.scheduler.protocol.Parcel;
import dev.sparrow.scheduler.protocol.TaskReport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// An executor's messages as bytes, each within the limit: reports go in groups that fit, and one that fits in none is
/// kept until the driver fetches it.
///
/// That attempts begin is only for people to see, so it waits for a while for what else there is to say, and nothing
/// that is said after it is heard before it.
final class ByteLink implements DriverLink {
    /// A report that takes more is not sent, but fetched.
    static final int REPORT_BYTES_MAX = 32 << 10;

    /// So many begins wait at most: they have to fit into one message with reports.
    static final int STARTS_MAX = 512;

    private final MessageWriter driver;
    private final ReportStore kept;
    private final Consumer<Runnable> later;
    private final List<ExecutorEvent.TaskStarted> started = new ArrayList<>();

    /// Whether [#sayWhatWaits] comes by itself.
    private boolean comes;

    /// @param later runs something after a while, on another thread
    ByteLink(Consumer<byte[]> driver, ReportStore kept, Consumer<Runnable> later) {
        this.driver = new MessageWriter(driver);
        this.kept = kept;
        this.later = later;
    }

    @Override
    public synchronized void tell(ExecutorEvent event) {
        switch (event) {
            case ExecutorEvent.TaskStarted start -> await(start);
            case ExecutorEvent.TasksEnded(var reports) -> tell(reports);
            default -> send(event);
        }
    }

    private void await(ExecutorEvent.TaskStarted start) {
        if (!comes) {
            later.accept(this::sayWhatWaits);
            comes = true;
        }
        if (started.size() >= STARTS_MAX) {
            sendStarts();
        }
        started.add(start);
    }

    private synchronized void sayWhatWaits() {
        comes = false;
        sendStarts();
    }

    private void sendStarts() {
        if (!started.isEmpty()) {
            sendNews(List.of());
        }
    }

    private void send(ExecutorEvent event) {
        sendStarts();
        driver.send(event);
    }

    private void sendNews(List<byte[]> reports) {
        driver.send(new ExecutorEvent.TaskNews(List.copyOf(started), reports));
        started.clear();
    }

    private void tell(List<TaskReport> reports) {
        var group = new ArrayList<byte[]>();
        var bytes = 0;
        for (var report : reports) {
            var encoded = ReportForm.encode(report);
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
        if (!group.isEmpty()) {
            sendNews(group);
        }
    }

    private static Optional<Parcel> output(TaskReport report) {
        return report instanceof TaskReport.Finished finished && finished.output() instanceof Parcel parcel
                ? Optional.of(parcel)
                : Optional.empty();
    }
}
