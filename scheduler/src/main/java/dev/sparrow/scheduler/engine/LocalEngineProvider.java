/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.closure.SnippetCode;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.scheduler.executor.Executor;
import dev.sparrow.scheduler.executor.ExecutorParts;
import dev.sparrow.scheduler.slots.Capacity;
import dev.sparrow.spi.Engine;
import dev.sparrow.spi.EngineProvider;
import dev.sparrow.spi.EventSink;
import dev.sparrow.storage.block.BlockStore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts the engine of masters `local…`.
public final class LocalEngineProvider implements EngineProvider {

    @Override
    public List<String> forms() {
        return LocalMaster.FORMS;
    }

    @Override
    public boolean accepts(String master) {
        return parse(master).isPresent();
    }

    private static Optional<LocalMaster> parse(String master) {
        return LocalMaster.parse(master, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public Engine start(String master, Settings settings, EventSink listeners) {
        var local = parse(master).orElseThrow();
        var slots = local.slots();
        return new LocalEngine(
                () -> local.sharesObjects() ? shared(slots, settings) : bytes(slots, settings),
                slots,
                local.failuresMax(),
                settings,
                listeners);
    }

    private static Fabric shared(int slots, Settings settings) {
        return new SharedFabric(
                new Capacity(slots, addresses(settings)),
                site ->
                        new BlockStore(
                                site,
                                ExecutorParts.memory(settings, 1),
                                settings.localDir(),
                                ExecutorParts.chunks(settings)),
                settings.get(Keys.PIPELINES));
    }

    private static Fabric bytes(int executors, Settings settings) {
        var context = Thread.currentThread().getContextClassLoader();
        var classes = context instanceof SnippetCode ? context.getParent() : context; // what is typed comes in units
        return new BytesFabric(
                executors,
                addresses(settings),
                (id, driver, others) ->
                        new Executor(
                                id,
                                driver,
                                others,
                                ExecutorParts.memory(settings, executors),
                                settings.localDir(),
                                ExecutorParts.chunks(settings),
                                settings.get(Keys.PIPELINES),
                                classes));
    }

    private static Map<String, List<String>> addresses(Settings settings) {
        var addresses = new HashMap<String, List<String>>();
        settings.get(Keys.EXECUTOR_RESOURCES).forEach((name, has) -> addresses.put(name, has.addresses()));
        return addresses;
    }
}
