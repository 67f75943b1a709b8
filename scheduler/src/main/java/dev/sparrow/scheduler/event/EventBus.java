/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.event;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.spi.EventSink;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells the listeners of events, in order, on one thread of its own: a slow or failing listener hurts no job.
///
/// Events are delivered in batches, a few milliseconds late: to wake a thread for each of them would cost more than a
/// small task does. As many wait as the limit says. Beyond it events of tasks are left out until half of what waited is
/// delivered, and counted; all others have as much room again, so they go last.
public final class EventBus implements Events, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
    private static final long BATCH_MILLIS = 10;
    private static final long LOOK_MILLIS = 100;
    private static final int SHOWN_MAX = 160;

    private final EventSink listeners;
    private final Limits limits;
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final LeftOut leftOut = new LeftOut();
    private final AtomicBoolean deliveryPlanned = new AtomicBoolean();
    private final Thread.Builder threads = Thread.ofPlatform().daemon().name("sparrow-events");
    private final ScheduledExecutorService executor;

    /// The event that is being told, and since when. Null if none is.
    private volatile Telling telling;

    private volatile Thread thread;
    private volatile boolean givenUp;

    /// How much the bus bears.
    ///
    /// @param waitingMax events of tasks; others may wait beside as many
    /// @param oneEventMax how long the listeners may take for one event while somebody waits for them
    /// @param allEventsMax how long somebody waits for all of them
    public record Limits(int waitingMax, Duration oneEventMax, Duration allEventsMax) {
        public static final Limits DEFAULT = new Limits(100_000, Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    private sealed interface Entry {}

    private record Told(At timed) implements Entry {}

    /// Somebody waits until what stands before it is delivered.
    private record Mark(CountDownLatch reached) implements Entry {}

    private record Telling(Event event, long sinceNanos) {}

    public EventBus(EventSink listeners, Limits limits) {
        this.listeners = listeners;
        this.limits = limits;
        this.executor = Executors.newSingleThreadScheduledExecutor(this::newThread);
    }

    private Thread newThread(Runnable work) {
        thread = threads.unstarted(work);
        return thread;
    }

    // ---- Publishing -------------------------------------------------------------------------------------------------

    @Override
    public void accept(Event event) {
        accept(event, Instant.now());
    }

    @Override
    public void accept(Event event, Instant at) {
        if (hasRoom(event)) {
            enter(new Told(new At(at, event)), BATCH_MILLIS);
        }
    }

    private boolean hasRoom(Event event) {
        var before = waitingCount.get();
        var ofTask = event instanceof Event.OfTask;
        if (before >= limits.waitingMax() && leftOut.begin()) {
            LOG.warn("Listeners are behind by {} events{}; events of tasks are left out now", before, nowTold());
        }
        var room = ofTask ? !leftOut.isOn() : before < 2 * limits.waitingMax();
        if (!room) {
            leftOut.add(ofTask);
        }
        return room;
    }

    private void enter(Entry entry, long delayMillis) {
        waitingCount.incrementAndGet();
        waiting.add(entry);
        if (deliveryPlanned.compareAndSet(false, true) || delayMillis == 0) {
            plan(delayMillis);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // deliver() lets no exception out
    private void plan(long delayMillis) {
        try {
            executor.schedule(this::deliver, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("An event came after the context was closed", closed);
        }
    }

    // ---- Delivering -------------------------------------------------------------------------------------------------

    private void deliver() {
        deliveryPlanned.set(false);
        for (var entry = waiting.poll(); entry != null && !givenUp; entry = waiting.poll()) {
            var left = waitingCount.decrementAndGet();
            switch (entry) {
                case Told(var timed) -> tell(timed);
                case Mark(var reached) -> reached.countDown();
            }
            if (left <= limits.waitingMax() / 2) {
                leftOut.end().ifPresent(this::tellLeftOut);
            }
        }
    }

    private void tell(At timed) {
        telling = new Telling(timed.event(), System.nanoTime());
        try {
            listeners.tell(timed);
        } catch (RuntimeException | Error e) {
            LOG.warn("Event listeners failed at {}; jobs go on", shown(timed.event()), e);
        } finally {
            telling = null;
        }
    }

    private void tellLeftOut(String text) {
        LOG.warn("{}", text);
        tell(new At(Instant.now(), new Event.Warning(text)));
    }

    // ---- Waiting ----------------------------------------------------------------------------------------------------

    /// Waits until everything published so far is delivered, within the limits; a listener that keeps it waiting longer
    /// is named in the log. Returns at once if a listener calls it.
    ///
    /// @return whether all is delivered
    public boolean awaitDelivered() {
        if (executor.isShutdown() || Thread.currentThread().equals(thread)) {
            return waiting.isEmpty();
        }
        var mark = new Mark(new CountDownLatch(1));
        enter(mark, 0);
        var start = System.nanoTime();
        try {
            while (!mark.reached().await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                var told = telling;
                if (told != null && isOver(told.sinceNanos(), limits.oneEventMax())) {
                    tellOfHanging(told, limits.oneEventMax());
                    return false;
                }
                if (executor.isTerminated()) {
                    return waiting.isEmpty();
                }
                if (isOver(start, limits.allEventsMax())) {
                    LOG.warn(
                            "Listeners are still behind by {} events after {}{}; nobody waits for them any longer",
                            waitingCount.get(),
                            limits.allEventsMax(),
                            nowTold());
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isOver(long sinceNanos, Duration longest) {
        return System.nanoTime() - sinceNanos > longest.toNanos();
    }

    private void tellOfHanging(Telling told, Duration longest) {
        LOG.warn(
                "The listener {} has not come back for {} from the event {}; nobody waits for it any longer, and {} events"
                        + " wait behind it",
                listeners.busy().orElse("?"),
                longest,
                shown(told.event()),
                waitingCount.get());
    }

    private String nowTold() {
        return listeners.busy().map(name -> " (" + name + " is being told)").orElse("");
    }

    private static String shown(Event event) {
        var text = event.toString();
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
    }

    /// As [#awaitDelivered], and then ends the thread. What is not delivered by then never is.
    @Override
    public void close() {
        if (executor.isShutdown()) {
            return;
        }
        if (Thread.currentThread().equals(thread) || awaitDelivered()) {
            executor.shutdown();
        } else {
            givenUp = true;
            executor.shutdownNow();
        }
    }
}
