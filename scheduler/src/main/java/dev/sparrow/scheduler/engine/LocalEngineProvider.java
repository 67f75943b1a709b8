/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.config.Master;
import dev.sparrow.config.Settings;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EngineProvider;

/// Starts the engine of masters `local…`.
public final class LocalEngineProvider implements EngineProvider {

    @Override
    public boolean accepts(Master master) {
        return master instanceof Master.Local;
    }

    @Override
    public Engine start(Master master, Settings settings, SparrowListener listener) {
        return switch (master) {
            case Master.Local local -> new LocalEngine(local, settings, listener);
        };
    }
}
