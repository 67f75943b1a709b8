/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import dev.sparrow.cluster.driver.ClusterFabric;
import dev.sparrow.cluster.process.JavaLauncher;
import dev.sparrow.cluster.process.Launcher;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.scheduler.engine.LocalEngine;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EngineProvider;
import dev.sparrow.spi.EventSink;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.function.LongFunction;

/// Starts the engine of master `local-cluster[n,cores,memory]`: a driver here, and executors in processes of this
/// machine.
public final class LocalClusterProvider implements EngineProvider {
    /// As in Spark, where a task may fail more often than in one process: processes die.
    static final int FAILURES_MAX = 4;

    private final LongFunction<Launcher> launchers;

    public LocalClusterProvider() {
        this(JavaLauncher::new);
    }

    /// @param launchers of executors with so many bytes of heap
    LocalClusterProvider(LongFunction<Launcher> launchers) {
        this.launchers = launchers;
    }

    /// What an executor has besides memory.
    static Capacity capacity(int cores, Settings settings) {
        var addresses = new HashMap<String, List<String>>();
        settings.get(Keys.EXECUTOR_RESOURCES).forEach((name, has) -> addresses.put(name, has.addresses()));
        return new Capacity(cores, addresses);
    }

    @Override
    public List<String> forms() {
        return List.of(LocalClusterMaster.FORM);
    }

    @Override
    public boolean accepts(String master) {
        return LocalClusterMaster.parse(master).isPresent();
    }

    @Override
    public Engine start(String master, Settings settings, EventSink listeners) {
        var local = LocalClusterMaster.parse(master).orElseThrow();
        return new LocalEngine(
                () ->
                        new ClusterFabric(
                                InetAddress.getLoopbackAddress().getHostAddress(),
                                local.executors(),
                                capacity(local.cores(), settings),
                                launchers.apply(local.memoryBytes()),
                                settings),
                local.executors() * local.cores(),
                FAILURES_MAX,
                settings,
                listeners);
    }
}
