/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Clients that put small values of a thousand keys as fast as they are acknowledged.
///
/// @param clients how many
/// @param outstanding how many puts each has open at most
/// @param warmUp what is not measured
record PutLoad(int clients, int outstanding, Duration warmUp, Duration measured) {
    private static final int KEYS = 1_000;
    private static final String VALUE = "0123456789abcdef0123456789abcdef";

    /// What came out.
    ///
    /// @param failed puts that were not acknowledged
    record Result(double perSecond, double p50Millis, double p99Millis, long failed) {}

    Result run(LogService service) throws InterruptedException {
        var latencies = new Latencies();
        var failed = new AtomicLong();
        var open = new ArrayList<LogService.Client>();
        try {
            for (var i = 0; i < clients; i++) {
                open.add(service.connect("client-" + i, outstanding));
            }
            var begin = System.nanoTime() + warmUp.toNanos();
            var threads = new ArrayList<Thread>();
            for (var i = 0; i < clients; i++) {
                var client = new OneClient(open.get(i), i, begin, begin + measured.toNanos(), latencies, failed);
                threads.add(Thread.ofVirtual().start(client::run));
            }
            for (var thread : threads) {
                thread.join();
            }
        } finally {
            open.forEach(LogService.Client::close);
        }
        return new Result(
                latencies.count() * 1e9 / measured.toNanos(),
                latencies.millis(0.5),
                latencies.millis(0.99),
                failed.get());
    }

    private final class OneClient {
        private final LogService.Client client;
        private final int number;
        private final long begin;
        private final long end;
        private final Latencies latencies;
        private final AtomicLong failed;
        private final Semaphore places = new Semaphore(outstanding);

        OneClient(LogService.Client client, int number, long begin, long end, Latencies latencies, AtomicLong failed) {
            this.client = client;
            this.number = number;
            this.begin = begin;
            this.end = end;
            this.latencies = latencies;
            this.failed = failed;
        }

        void run() {
            try {
                for (var i = number; System.nanoTime() < end; i += clients) {
                    places.acquire();
                    var began = System.nanoTime();
                    client.put(keys().get(i % KEYS), VALUE).whenComplete((_, failure) -> ended(began, failure));
                }
                places.acquire(outstanding);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void ended(long began, Throwable failure) {
            var now = System.nanoTime();
            if (failure != null) {
                failed.incrementAndGet();
            } else if (now >= begin && now < end) {
                latencies.add(now - began);
            }
            places.release();
        }
    }

    private static final List<String> ALL_KEYS =
            java.util.stream.IntStream.range(0, KEYS).mapToObj("key-%04d"::formatted).toList();

    private static List<String> keys() {
        return ALL_KEYS;
    }
}
