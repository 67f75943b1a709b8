/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// Sessions that take a lock and give it back, over and over.
///
/// @param sessions how many
/// @param sharing whether all want the same lock, or each has one of its own
record LockLoad(int sessions, boolean sharing, Duration warmUp, Duration measured) {
    /// What came out; a pair is a lock taken and given back.
    record Result(double pairsPerSecond, double p50Millis, double p99Millis) {}

    Result run(LockService service) throws Exception {
        var latencies = new Latencies();
        var failure = new AtomicReference<Exception>();
        var open = new ArrayList<LockService.Session>();
        try {
            for (var i = 0; i < sessions; i++) {
                open.add(service.open("session-" + sharing + i, sharing ? "shared" : "lock-" + i));
            }
            var begin = System.nanoTime() + warmUp.toNanos();
            var end = begin + measured.toNanos();
            var threads = new ArrayList<Thread>();
            for (var session : open) {
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    try {
                                        takeAndGive(session, begin, end, latencies);
                                    } catch (Exception e) {
                                        failure.set(e);
                                    }
                                }));
            }
            for (var thread : threads) {
                thread.join();
            }
        } finally {
            for (var session : open) {
                session.close();
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return new Result(latencies.count() * 1e9 / measured.toNanos(), latencies.millis(0.5), latencies.millis(0.99));
    }

    private static void takeAndGive(LockService.Session session, long begin, long end, Latencies latencies)
            throws Exception {
        while (System.nanoTime() < end) {
            var began = System.nanoTime();
            session.acquire();
            session.release();
            var now = System.nanoTime();
            if (now >= begin && now < end) {
                latencies.add(now - began);
            }
        }
    }
}
