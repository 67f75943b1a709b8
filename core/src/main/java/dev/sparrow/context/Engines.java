/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import dev.sparrow.config.Master;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EngineProvider;
import dev.sparrow.spi.EventSink;

import java.util.List;
import java.util.ServiceLoader;

/// Finds the engine for a master on the class path.
public final class Engines {
    private Engines() {}

    public static List<EngineProvider> onClassPath() {
        return ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /// Starts the only one of `engines` that runs jobs for `master`.
    public static Engine start(
            List<EngineProvider> engines, Master master, Settings settings, EventSink listeners) {
        var providers = engines.stream().filter(provider -> provider.accepts(master)).toList();
        if (providers.size() != 1) {
            var found = providers.stream().map(provider -> provider.getClass().getName()).toList();
            throw new SparrowException(
                    ErrorCode.NO_ENGINE,
                    found.isEmpty()
                            ? "No engine on the class path runs master "
                                    + master
                                    + ". Add the artifact dev.sparrow:sparrow-scheduler."
                            : "Several engines on the class path run master " + master + ": " + found + ". Leave one.");
        }
        return providers.getFirst().start(master, settings, listeners);
    }
}
