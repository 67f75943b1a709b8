/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.driver;

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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// Has executors started by the workers of a cluster: asks its coordinator, again whenever that was away.
public final class CoordinatedLauncher implements Launcher, TransportListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatedLauncher.class);

    private final Wish wish;
    private final Places coordinator;
    private final AtomicInteger refusals = new AtomicInteger();
    private final Reigns reigns = new Reigns();
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final CompletableFuture<Transport> transport = new CompletableFuture<>();

    /// What an application asks for.
    ///
    /// @param label for people
    /// @param coresMax of all executors together; 0 for no limit
    /// @param cores of each executor
    /// @param memoryBytes of each executor
    public record Wish(String label, int coresMax, int cores, long memoryBytes) {}

    private CoordinatedLauncher(Wish wish, Places coordinator) {
        this.wish = wish;
        this.coordinator = coordinator;
    }

    public static CoordinatedLauncher start(Wish wish, Places coordinator, Security security) {
        var launcher = new CoordinatedLauncher(wish, coordinator);
        var name = Roles.driver(Secrets.random().substring(0, 16));
        launcher.transport.complete(
                Transport.start(
                        new TransportSettings(
                                name,
                                Optional.empty(),
                                Map.of(Roles.COORDINATOR, coordinator),
                                security,
                                TransportSettings.Limits.DEFAULT),
                        launcher));
        return launcher;
    }

    private final class Asked implements Launched {
        private final StartOrder order;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private volatile String lastWords = "it runs on a worker";

        private Asked(StartOrder order) {
            this.order = order;
        }

        private String name() {
            return order.executor().toString();
        }

        private ClusterMessage.Ask message() {
            return new ClusterMessage.Ask(name(), wish.cores(), wish.memoryBytes(), order.toBytes());
        }

        @Override
        public CompletableFuture<Void> ended() {
            return ended;
        }

        @Override
        public String lastWords() {
            return lastWords;
        }

        @Override
        public void kill() {
            send(new ClusterMessage.Unwanted(name()));
        }

        @Override
        public void close() {
            kill();
            synchronized (CoordinatedLauncher.this) {
                asked.remove(name());
            }
        }
    }

    @Override
    public Launched launch(StartOrder order) {
        var executor = new Asked(order);
        synchronized (this) {
            asked.put(executor.name(), executor);
        }
        send(executor.message());
        return executor;
    }

    private void send(ClusterMessage message) {
        transport.join().send(Roles.COORDINATOR, ClusterMessage.FRAME_KIND, message.toBytes());
    }

    @Override
    public void opened(String other) {
        reigns.reached();
        refusals.set(0);
    }

    private void tellAll() {
        send(new ClusterMessage.Apply(wish.label(), wish.coresMax()));
        List<Asked> all;
        synchronized (this) {
            all = List.copyOf(asked.values());
        }
        all.forEach(executor -> send(executor.message()));
    }

    @Override
    public void received(String from, int kind, byte[] bytes) {
        switch (ClusterMessage.of(bytes)) {
            case ClusterMessage.Reign reign when reigns.begins(reign) -> tellAll();
            case ClusterMessage said when !reigns.counts() ->
                    LOG.warn("{} does not lead any more, and says {}", from, said.getClass().getSimpleName());
            case ClusterMessage.Gone(var name, var lastWords) -> {
                Asked executor;
                synchronized (this) {
                    executor = asked.remove(name);
                }
                if (executor != null) {
                    executor.lastWords = lastWords;
                    executor.ended.complete(null);
                }
            }
            case ClusterMessage other -> LOG.warn("{} says what is not for a driver: {}", from, other.getClass());
        }
    }

    /// Those that stand by do not listen: that is told when nobody did.
    @Override
    public void refused(String other, String reason) {
        if (refusals.incrementAndGet() % coordinator.addresses().size() == 0) {
            LOG.warn("No connection with {}: {}", other, reason);
        }
    }

    /// The application has ended.
    @Override
    public void close() {
        send(new ClusterMessage.Leave());
        transport.join().close();
    }
}
