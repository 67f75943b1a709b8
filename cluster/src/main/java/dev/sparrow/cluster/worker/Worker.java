/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.worker;

import dev.sparrow.cluster.process.JavaLauncher;
import dev.sparrow.cluster.process.Launcher;
import dev.sparrow.cluster.wire.ClusterMessage;
import dev.sparrow.cluster.wire.Reigns;
import dev.sparrow.cluster.wire.Roles;
import dev.sparrow.cluster.wire.StartOrder;
import dev.sparrow.transport.Places;
import dev.sparrow.transport.Security;
import dev.sparrow.transport.Transport;
import dev.sparrow.transport.TransportListener;
import dev.sparrow.transport.TransportSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The worker of a host: starts the executors that the coordinator wants there, and tells when one has ended. They go
/// on while the coordinator is away, and end with this process.
public final class Worker implements TransportListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Settings settings;
    private final Places coordinator;
    private final AtomicInteger refusals = new AtomicInteger();
    private final Reigns reigns = new Reigns();
    private final Map<Key, Started> executors = new ConcurrentHashMap<>();
    private final CompletableFuture<Transport> transport = new CompletableFuture<>();

    /// What a worker is told.
    ///
    /// @param name that no other worker has
    /// @param host by which others reach the executors of this worker
    /// @param folder for what executors print, and for what they write until they end
    public record Settings(String name, String host, int cores, long memoryBytes, Path folder) {}

    private record Key(String application, String executor) {}

    private record Started(int cores, long memoryBytes, Launcher.Launched process) {}

    private Worker(Settings settings, Places coordinator) {
        this.settings = settings;
        this.coordinator = coordinator;
    }

    /// Offers a host to a coordinator, which it calls until it is there.
    ///
    /// @param coordinator where it is, or where those are of which one leads
    public static Worker start(Settings settings, Places coordinator, Security security) {
        var worker = new Worker(settings, coordinator);
        worker.transport.complete(
                Transport.start(
                        new TransportSettings(
                                Roles.worker(settings.name()),
                                Optional.empty(),
                                Map.of(Roles.COORDINATOR, coordinator),
                                security,
                                TransportSettings.Limits.DEFAULT),
                        worker));
        return worker;
    }

    @Override
    public void opened(String other) {
        reigns.reached();
        refusals.set(0);
    }

    private List<ClusterMessage.Running> running() {
        return executors.entrySet().stream()
                .map(entry ->
                        new ClusterMessage.Running(
                                entry.getKey().application(),
                                entry.getKey().executor(),
                                entry.getValue().cores(),
                                entry.getValue().memoryBytes()))
                .toList();
    }

    private void send(ClusterMessage message) {
        transport.join().send(Roles.COORDINATOR, ClusterMessage.FRAME_KIND, message.toBytes());
    }

    @Override
    public void received(String from, int kind, byte[] bytes) {
        switch (ClusterMessage.of(bytes)) {
            case ClusterMessage.Reign reign when reigns.begins(reign) ->
                    send(new ClusterMessage.Offer(settings.cores(), settings.memoryBytes(), running()));
            case ClusterMessage said when !reigns.counts() ->
                    LOG.warn("{} does not lead any more, and says {}", from, said.getClass().getSimpleName());
            case ClusterMessage.Start start -> start(start);
            case ClusterMessage.Stop(var application, var executor) -> {
                var running = executors.get(new Key(application, executor));
                if (running != null) {
                    running.process().kill();
                }
            }
            case ClusterMessage other -> LOG.warn("{} says what is not for a worker: {}", from, other.getClass());
        }
    }

    private void start(ClusterMessage.Start start) {
        var key = new Key(start.application(), start.executor());
        if (executors.containsKey(key)) {
            return;
        }
        try {
            var order = StartOrder.read(new DataInputStream(new ByteArrayInputStream(start.order())));
            var logs =
                    settings.folder()
                            .resolve(start.application().replace('/', '-'))
                            .resolve(start.executor().replace(':', '-'));
            var here = order.at(settings.host(), logs.resolve("data").toString());
            var process = new JavaLauncher(start.memoryBytes(), logs).launch(here);
            executors.put(key, new Started(start.cores(), start.memoryBytes(), process));
            var _ = process.ended().thenRunAsync(() -> ended(key, process), task -> Thread.ofVirtual().start(task));
        } catch (IOException e) {
            LOG.warn("Executor {} of {} cannot be started", start.executor(), start.application(), e);
            send(new ClusterMessage.Ended(start.application(), start.executor(), e.toString()));
        }
    }

    private void ended(Key key, Launcher.Launched process) {
        process.close();
        executors.remove(key);
        send(new ClusterMessage.Ended(key.application(), key.executor(), process.lastWords()));
    }

    /// Those that stand by do not listen: that is told when nobody did.
    @Override
    public void refused(String other, String reason) {
        if (refusals.incrementAndGet() % coordinator.addresses().size() == 0) {
            LOG.warn("No connection with {}: {}", other, reason);
        }
    }

    @Override
    public void close() {
        transport.join().close();
        executors.values().forEach(executor -> executor.process().close());
    }
}
