/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import dev.sparrow.scheduler.protocol.Parcel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Reports that take too many bytes for a message, until the driver has fetched them.
final class ReportStore {
    private final Map<Long, Kept> reports = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    /// @param output of the attempt, which may take memory of the executor
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(byte[] bytes, Optional<Parcel> output) {}

    /// Keeps a report; returns its number.
    long keep(byte[] report, Optional<Parcel> output) {
        var number = next.getAndIncrement();
        reports.put(number, new Kept(report, output));
        return number;
    }

    /// Hands out a report, once.
    Optional<byte[]> take(long number) {
        var kept = Optional.ofNullable(reports.remove(number));
        kept.flatMap(Kept::output).ifPresent(Parcel::release);
        return kept.map(Kept::bytes);
    }

    void clear() {
        List.copyOf(reports.keySet()).forEach(this::take);
    }
}
