/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.driver;

import dev.sparrow.cluster.process.Launcher;
import dev.sparrow.cluster.wire.StartOrder;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.value.ExecutorId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The processes of an application's executors: as many as were asked for, one after the other in each place.
final class ExecutorProcesses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorProcesses.class);

    /// So many that end before they are ready, one after the other, and no more is started.
    private static final int FAILURES_MAX = 4;

    private static final long EPITAPH_WAIT_MILLIS = 2_000;

    private final Launcher launcher;
    private final Application application;
    private final Consumer<String> hopeless;
    private final TemporaryFolder folder;
    private final Map<String, Place> places = new HashMap<>();
    private int failures;
    private Optional<String> failure = Optional.empty();
    private boolean closed;

    /// What all executors of an application are told.
    ///
    /// @param host where the driver is
    /// @param port where the driver listens
    /// @param executors as many as there are to be
    record Application(String host, int port, String secret, int executors, Settings settings) {}

    /// An executor that was started.
    ///
    /// @param process null while it is being started
    private record Place(ExecutorId id, Launcher.Launched process, boolean isReady) {}

    /// @param hopeless told why no more executors are started; must not wait
    ExecutorProcesses(Launcher launcher, Application application, Consumer<String> hopeless) {
        this.hopeless = hopeless;
        this.launcher = launcher;
        this.application = application;
        var base = application.settings().localDir();
        try {
            this.folder = TemporaryFolder.create(base, "sparrow-cluster-");
        } catch (IOException e) {
            throw new SparrowException(
                    ErrorCode.OUT_OF_RESOURCES,
                    "No folder for executors can be made in "
                            + base.toAbsolutePath()
                            + ": "
                            + e
                            + ". Free space there, or set sparrow.local.dir to another folder.",
                    e);
        }
    }

    void start() {
        for (var i = 0; i < application.executors(); i++) {
            start(new ExecutorId("executor-" + i));
        }
    }

    private Path folderOf(ExecutorId id) {
        return folder.path().resolve(id.toString().replace(':', '-'));
    }

    private synchronized void start(ExecutorId id) {
        if (closed || failure.isPresent()) {
            return;
        }
        places.put(id.toString(), new Place(id, null, false));
        Thread.ofVirtual().name("start-" + id).start(() -> launch(id));
    }

    private void launch(ExecutorId id) {
        var order =
                new StartOrder(
                        id,
                        application.host(),
                        application.host(),
                        application.port(),
                        application.secret(),
                        application.executors(),
                        folderOf(id).toString(),
                        application.settings().changed(),
                        true);
        try {
            var process = launcher.launch(order);
            if (started(id, process)) {
                var _ = process.ended().thenRunAsync(() -> ended(id, process), task -> Thread.ofVirtual().start(task));
            } else {
                process.close();
            }
        } catch (IOException e) {
            fail(id, e.toString());
        }
    }

    private synchronized boolean started(ExecutorId id, Launcher.Launched process) {
        if (closed) {
            return false;
        }
        places.computeIfPresent(id.toString(), (_, place) -> new Place(id, process, place.isReady()));
        return true;
    }

    /// An executor says that it is ready; empty if nobody waits for it.
    synchronized Optional<ExecutorId> registered(String name) {
        var place = places.get(name);
        if (place == null || place.isReady() || closed) {
            return Optional.empty();
        }
        places.put(name, new Place(place.id(), place.process(), true));
        failures = 0;
        return Optional.of(place.id());
    }

    /// One that was ready is missed by its connection.
    private void ended(ExecutorId id, Launcher.Launched process) {
        boolean wasReady;
        synchronized (this) {
            var place = places.get(id.toString());
            wasReady = closed || place == null || place.isReady();
        }
        if (!wasReady) {
            process.close();
            fail(id, process.lastWords());
        }
    }

    private void fail(ExecutorId id, String said) {
        LOG.warn("Executor {} ended before it was ready: {}", id, said);
        synchronized (this) {
            places.remove(id.toString());
            failures++;
            if (failures >= FAILURES_MAX) {
                failure =
                        Optional.of(
                                "No executor can be started: "
                                        + failures
                                        + " processes in a row ended before they were ready, the last with: "
                                        + said);
            }
        }
        TemporaryFolder.delete(folderOf(id));
        failure().ifPresent(hopeless);
        start(new ExecutorId(id.value(), id.epoch() + 1));
    }

    /// Why no more executors are started, if so.
    synchronized Optional<String> failure() {
        return failure;
    }

    /// How the process of an executor ended whose connection has; empty if it lives.
    Optional<String> epitaph(String name) {
        Place place;
        synchronized (this) {
            place = places.get(name);
        }
        if (place == null || place.process() == null) {
            return Optional.empty();
        }
        try {
            place.process().ended().get(EPITAPH_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            return Optional.of(place.process().lastWords());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        }
    }

    /// Ends an executor whatever it does, and starts another one in its place. Does not wait.
    void replace(ExecutorId lost) {
        Place place;
        synchronized (this) {
            place = places.remove(lost.toString());
        }
        if (place != null) {
            Thread.ofVirtual()
                    .name("replace-" + lost)
                    .start(() -> {
                        end(place, true);
                        start(new ExecutorId(lost.value(), lost.epoch() + 1));
                    });
        }
    }

    private void end(Place place, boolean atOnce) {
        var process = place.process();
        if (process != null) {
            if (atOnce) {
                process.kill();
            }
            process.close();
        }
        TemporaryFolder.delete(folderOf(place.id()));
    }

    /// Ends all, and waits until they have.
    @Override
    public void close() {
        List<Place> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(places.values());
        }
        var threads = all.stream().map(place -> Thread.ofVirtual().start(() -> end(place, false))).toList();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        folder.close();
    }
}
