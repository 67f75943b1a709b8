/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.config.Master;
import dev.sparrow.config.Settings;

/// Makes engines; found through `java.util.ServiceLoader` with core's own class loader.
public interface EngineProvider {

    /// Whether this provider runs jobs for such a master.
    boolean accepts(Master master);

    /// Starts an engine.
    ///
    /// @param listeners told of everything that happens, in order, on a thread of its own
    Engine start(Master master, Settings settings, EventSink listeners);
}
