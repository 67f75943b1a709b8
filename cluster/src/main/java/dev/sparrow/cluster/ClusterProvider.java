/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import dev.sparrow.cluster.driver.ClusterFabric;
import dev.sparrow.cluster.driver.CoordinatedLauncher;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.scheduler.engine.LocalEngine;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EngineProvider;
import dev.sparrow.spi.EventSink;

import java.util.List;

/// Starts the engine of master `sparrow://host:port[,host:port]`: a driver here, and executors on the workers of a
/// cluster.
public final class ClusterProvider implements EngineProvider {
    private static final String FORM = "sparrow://host:port[,host:port]";

    @Override
    public List<String> forms() {
        return List.of(FORM);
    }

    @Override
    public boolean accepts(String master) {
        return ClusterAddress.isOne(master);
    }

    @Override
    public Engine start(String master, Settings settings, EventSink listeners) {
        var cores = settings.get(Keys.EXECUTOR_CORES);
        var executors = settings.get(Keys.EXECUTOR_INSTANCES);
        var launcher =
                CoordinatedLauncher.start(
                        new CoordinatedLauncher.Wish(
                                settings.get(Keys.APP_NAME),
                                settings.get(Keys.CORES_MAX),
                                cores,
                                settings.get(Keys.EXECUTOR_MEMORY)),
                        ClusterAddress.places(master),
                        ClusterAddress.security(settings.get(Keys.SECRET_FILE)));
        return new LocalEngine(
                () ->
                        new ClusterFabric(
                                settings.get(Keys.DRIVER_HOST),
                                executors,
                                LocalClusterProvider.capacity(cores, settings),
                                launcher,
                                settings),
                executors * cores,
                LocalClusterProvider.FAILURES_MAX,
                settings,
                listeners);
    }
}
