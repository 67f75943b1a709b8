/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.local;

import dev.sparrow.event.Event;
import dev.sparrow.event.EventListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// Tells the listener of events, in order, on one thread of its own: a slow or failing listener hurts no job.
final class EventBus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
    private static final long DELIVERY_MILLIS_MAX = 1_000;

    private final EventListener listener;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("sparrow-events").factory());

    EventBus(EventListener listener) {
        this.listener = listener;
    }

    void publish(Event event) {
        execute(() -> listener.onEvent(event));
    }

    private void execute(Runnable delivery) {
        try {
            thread.execute(() -> deliver(delivery));
        } catch (RejectedExecutionException closed) {
            LOG.debug("An event came after the context was closed", closed);
        }
    }

    private static void deliver(Runnable delivery) {
        try {
            delivery.run();
        } catch (RuntimeException e) {
            LOG.warn("An event listener failed; the job goes on", e);
        }
    }

    /// Waits until everything published so far is delivered, for a second at most.
    void awaitDelivered() {
        var reached = new CountDownLatch(1);
        execute(reached::countDown);
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
