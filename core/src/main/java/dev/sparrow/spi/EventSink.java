/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.event.At;

import java.util.Optional;

/// Where an engine tells what happens: all listeners of a context.
public interface EventSink {

    /// Tells all listeners; called for one event after another, each time on the same thread.
    void tell(At event);

    /// The class of the listener that is being told now, for messages; empty if none is. For any thread.
    Optional<String> busy();
}
