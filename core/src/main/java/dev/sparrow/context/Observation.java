/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.spi.ObservedRun;
import dev.sparrow.spi.RunObserver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/// The observers of a context. They begin late, so that nothing of them is loaded before the first result is there:
/// when the first job has ended, or has run for a moment. What happens until then waits here.
///
/// Like all that listens, an observer that fails hurts no job: it is told nothing more.
public final class Observation implements SparrowListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Observation.class);
    private static final long PATIENCE_MILLIS = 300;
    private static final int WAITING_MAX = 10_000;

    private final Iterable<RunObserver> observers;
    private final ObservedRun run;
    private List<At> waiting = new ArrayList<>();
    private final List<RunObserver.Watch> watches = new ArrayList<>();
    private boolean patient;
    private boolean closed;

    public Observation(Iterable<RunObserver> observers, ObservedRun run) {
        this.observers = observers;
        this.run = run;
    }

    /// Whether the settings ask for any.
    public static boolean wanted(Settings settings) {
        return settings.get(Keys.UI) || settings.logDir().isPresent();
    }

    @Override
    public void onEvent(Event event) {
        throw new IllegalStateException("Events come with their times");
    }

    @Override
    public synchronized void onEvent(At event) {
        if (closed) {
            return;
        }
        if (waiting == null) {
            tell(event);
            return;
        }
        waiting.add(event);
        if (event.event() instanceof Event.JobFinished || waiting.size() > WAITING_MAX) {
            begin();
        } else if (event.event() instanceof Event.JobStarted && !patient) {
            patient = true;
            Thread.ofVirtual().name("sparrow-observation").start(this::beginSoon);
        }
    }

    private void beginSoon() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
            begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin() {
        if (waiting == null || closed) {
            return;
        }
        var before = waiting;
        waiting = null;
        try {
            for (var observer : observers) {
                watches.add(observer.begin(run));
            }
            if (watches.isEmpty()) {
                LOG.warn("sparrow.log.dir or sparrow.ui is set, but nothing on the class path obeys: add sparrow-ui");
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("An observer of this run cannot begin; jobs go on without it", e);
        }
        before.forEach(this::tell);
    }

    private void tell(At event) {
        for (var watch : List.copyOf(watches)) {
            try {
                watch.onEvent(event);
            } catch (RuntimeException | Error e) {
                watches.remove(watch);
                LOG.warn("{} failed and is told no more of this run; jobs go on", watch.getClass().getName(), e);
                end(watch);
            }
        }
    }

    /// To be called when nothing more happens. A run without jobs was not worth watching.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        if (patient) {
            begin();
        }
        closed = true;
        watches.forEach(Observation::end);
    }

    private static void end(RunObserver.Watch watch) {
        try {
            watch.close();
        } catch (RuntimeException | Error e) {
            LOG.warn("{} failed to end", watch.getClass().getName(), e);
        }
    }
}
