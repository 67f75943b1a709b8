/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.config.Settings;

import java.util.List;

/// Makes engines; found through `java.util.ServiceLoader` with core's own class loader.
public interface EngineProvider {

    /// The forms of the masters for which it runs jobs, for messages and help, such as `local[n]`.
    List<String> forms();

    /// Whether a master has one of these forms.
    ///
    /// @throws dev.sparrow.error.SparrowException [dev.sparrow.error.ErrorCode#INVALID_CONFIGURATION] if it has one,
    ///   and makes no sense all the same
    boolean accepts(String master);

    /// Starts an engine.
    ///
    /// @param master which it accepts
    /// @param listeners told of everything that happens, in order, on a thread of its own
    Engine start(String master, Settings settings, EventSink listeners);
}
