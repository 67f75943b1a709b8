/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.spi.EventSink;
import dev.sparrow.value.ExecutorId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The listeners of a context's events. They are code of others: one that throws keeps an event from nobody else, and
/// does not fill the log with what it throws at each of thousands of events.
public final class Listeners implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Told> all = new CopyOnWriteArrayList<>();

    /// Those that are there, for listeners that come after they have joined. Only for the thread that tells.
    private final Map<ExecutorId, At> executors = new LinkedHashMap<>();

    /// Null while none is told.
    private volatile SparrowListener busy;

    private static final class Told {
        private final SparrowListener listener;
        private boolean hasFailed;
        private boolean knowsExecutors;

        private Told(SparrowListener listener) {
            this.listener = listener;
        }

        /// Events come one after the other.
        private void tell(At event) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException | Error e) {
                var kind = event.event().getClass().getSimpleName();
                if (hasFailed) {
                    LOG.debug("The listener {} failed again, at {}", listener.getClass().getName(), kind, e);
                } else {
                    LOG.warn(
                            "The listener {} failed at {}; jobs go on, and it still hears of events. Further failures of"
                                    + " it are logged at level DEBUG",
                            listener.getClass().getName(),
                            kind,
                            e);
                }
                hasFailed = true;
            }
        }
    }

    public void add(SparrowListener listener) {
        all.add(new Told(listener));
    }

    @Override
    public void tell(At event) {
        for (var told : all) {
            busy = told.listener;
            if (!told.knowsExecutors) {
                told.knowsExecutors = true;
                executors.values().forEach(told::tell);
            }
            told.tell(event);
        }
        busy = null;
        note(event);
    }

    private void note(At event) {
        switch (event.event()) {
            case Event.ExecutorJoined joined -> executors.put(joined.executor(), event);
            case Event.ExecutorLeft left -> executors.remove(left.executor());
            case Event.OfJob _,
                    Event.OfStage _,
                    Event.OfTask _,
                    Event.OfPartition _,
                    Event.DataLost _,
                    Event.Warning _ -> {}
        }
    }

    @Override
    public Optional<String> busy() {
        return Optional.ofNullable(busy).map(listener -> listener.getClass().getName());
    }

    public boolean hasAny(Class<? extends SparrowListener> kind) {
        for (var told : all) {
            if (kind.isInstance(told.listener)) {
                return true;
            }
        }
        return false;
    }
}
