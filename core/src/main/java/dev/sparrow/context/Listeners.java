/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.spi.EventSink;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The listeners of a context's events. They are code of others: one that throws keeps an event from nobody else, and
/// does not fill the log with what it throws at each of thousands of events.
public final class Listeners implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Told> all = new CopyOnWriteArrayList<>();

    /// Null while none is told.
    private volatile SparrowListener busy;

    private static final class Told {
        private final SparrowListener listener;
        private boolean hasFailed;

        private Told(SparrowListener listener) {
            this.listener = listener;
        }

        /// Events come one after the other.
        private void tell(Event event) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException | Error e) {
                var kind = event.getClass().getSimpleName();
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
    public void tell(Event event) {
        for (var told : all) {
            busy = told.listener;
            told.tell(event);
        }
        busy = null;
    }

    @Override
    public Optional<String> busy() {
        return Optional.ofNullable(busy).map(listener -> listener.getClass().getName());
    }

    public boolean hasAny(Class<? extends SparrowListener> kind) {
        return all.stream().anyMatch(told -> kind.isInstance(told.listener));
    }
}
