/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.event;

import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tells the listener of events, in order, on one thread of its own: a slow or failing listener hurts no job.
///
/// Events are delivered in batches, a few milliseconds late: to wake a thread for each of them would cost more than a
/// small task does.
public final class EventBus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
    private static final long BATCH_MILLIS = 10;
    private static final long DELIVERY_MILLIS_MAX = 1_000;

    private final SparrowListener listener;
    private final Queue<Event> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean deliveryPlanned = new AtomicBoolean();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("sparrow-events").factory());

    public EventBus(SparrowListener listener) {
        this.listener = listener;
    }

    public void publish(Event event) {
        waiting.add(event);
        if (deliveryPlanned.compareAndSet(false, true)) {
            plan(BATCH_MILLIS, () -> {});
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // deliver() lets no exception out
    private void plan(long delayMillis, Runnable delivered) {
        try {
            thread.schedule(
                    () -> {
                        deliver();
                        delivered.run();
                    },
                    delayMillis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("An event came after the context was closed", closed);
        }
    }

    private void deliver() {
        deliveryPlanned.set(false);
        for (var event = waiting.poll(); event != null; event = waiting.poll()) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                LOG.warn("An event listener failed; the job goes on", e);
            }
        }
    }

    /// Waits until everything published so far is delivered, for a second at most.
    public void awaitDelivered() {
        var reached = new CountDownLatch(1);
        plan(0, reached::countDown);
        try {
            if (!reached.await(DELIVERY_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                LOG.debug("The event listener is behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!thread.isShutdown()) {
            awaitDelivered();
            thread.shutdown();
        }
    }
}
