/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import akka.actor.typed.ActorSystem;

import com.typesafe.config.ConfigFactory;

import dev.sparrow.coordination.disk.DiskFolder;
import dev.sparrow.coordination.disk.DiskLog;
import dev.sparrow.coordination.disk.DiskWriter;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.Event;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.simulation.Program;
import dev.sparrow.simulation.Stored;
import dev.sparrow.transport.Places;
import dev.sparrow.transport.Transport;
import dev.sparrow.transport.TransportListener;
import dev.sparrow.transport.TransportSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A machine that runs on this computer.
///
///     connections ──┐                       ┌──► connections
///     disk thread ──┼─► actor ─► machine ───┼──► disk thread
///     timer, user ──┘                       └──► timer, user
///
/// Messages that come faster than the machine or its disk can take are dropped: to the machine that is a network that
/// loses some.
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /// The kind of frames that have a message of a machine.
    private static final int MESSAGE = 1;

    private static final int WAITING_EVENTS_MAX = 20_000;
    private static final int WAITING_WRITES_MAX = 50_000;
    private static final long CLOSE_WAIT_MAX_SECONDS = 5;

    private final NodeSettings settings;
    private final Consumer<Record> reports;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final ReentrantLock connecting = new ReentrantLock();
    private final Condition opened = connecting.newCondition();
    private final AtomicInteger waitingEvents = new AtomicInteger();
    private volatile boolean started;
    private DiskFolder folder;
    private DiskLog log;
    private DiskWriter disk;
    private Transport transport;
    private ActorSystem<NodeActor.Command> actor;

    private Node(NodeSettings settings, Consumer<Record> reports) {
        this.settings = settings;
        this.reports = reports;
    }

    /// Starts a machine from what its disk has kept.
    ///
    /// @param reports hears the machine's reports, one after another, and must not block
    /// @throws SparrowException if the log is damaged or in use, or the address is
    public static Node start(NodeSettings settings, Program program, Consumer<Record> reports) {
        var node = new Node(settings, reports);
        try {
            node.start(program);
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void start(Program program) {
        var kept = settings.data().map(this::openDisk).orElse(List.of());
        var machine = program.start(settings.self(), kept, new SecureRandom(), System.nanoTime());
        actor =
                ActorSystem.create(
                        NodeActor.create(machine, System::nanoTime, new Around()),
                        "sparrow",
                        ConfigFactory.parseMap(AKKA)
                                .withFallback(ConfigFactory.parseResources(Node.class, "akka.conf"))
                                .resolve());
        actor.getWhenTerminated().thenRun(() -> ended.complete("its actor has ended"));
        if (log != null) {
            disk =
                    new DiskWriter(
                            log,
                            settings.self().name(),
                            writes -> tellAtOnce(new Event.Durable(writes)),
                            failure -> actor.tell(new NodeActor.Fail(String.valueOf(failure.getMessage()))));
        }
        transport = Transport.start(transportSettings(), new FromOthers());
        tell(new Event.Tick());
        started = true;
    }

    private List<Stored> openDisk(Path data) {
        folder = DiskFolder.open(data);
        log = DiskLog.open(folder, settings.codec(), DiskLog.Limits.DEFAULT);
        return log.read();
    }

    private TransportSettings transportSettings() {
        var peers =
                settings.peers().entrySet().stream()
                        .collect(Collectors.toMap(peer -> peer.getKey().name(), peer -> Places.of(peer.getValue())));
        return new TransportSettings(
                settings.self().name(),
                settings.listen(),
                peers,
                settings.security(),
                TransportSettings.Limits.DEFAULT);
    }

    private void tell(Event event) {
        waitingEvents.incrementAndGet();
        actor.tell(new NodeActor.Happened(event));
    }

    private void tellAtOnce(Event event) {
        waitingEvents.incrementAndGet();
        actor.tell(new NodeActor.Urgent(event));
    }

    /// Asks the machine for something.
    public void request(Record what) {
        tell(new Event.Request(what));
    }

    /// Where other nodes reach it.
    public InetSocketAddress address() {
        return transport.address();
    }

    /// Whom it has connections with now.
    public Set<String> connected() {
        return transport.connected();
    }

    /// Waits until there are connections that will do, or the time is over.
    ///
    /// @param wanted is asked about whom there are connections with
    void awaitConnection(Predicate<Set<String>> wanted, Duration limit) {
        connecting.lock();
        try {
            var left = limit.toNanos();
            while (left > 0 && !wanted.test(connected())) {
                left = opened.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            connecting.unlock();
        }
    }

    /// Why the machine has ended by itself, once it has.
    public CompletableFuture<String> ended() {
        return ended.copy();
    }

    /// What the machine's effects reach.
    private final class Around implements NodeActor.Surroundings {
        @Override
        public void took() {
            waitingEvents.decrementAndGet();
        }

        @Override
        public void write(Record record, boolean forced) {
            disk.write(record, forced);
        }

        @Override
        public void rewrite(List<? extends Record> records) {
            disk.rewrite(records);
        }

        @Override
        public void send(NodeId to, Record message) {
            transport.send(to.name(), MESSAGE, settings.codec().encode(message));
        }

        @Override
        public void report(Record what) {
            reports.accept(what);
        }

        @Override
        public void ended(String reason) {
            LOG.error("Node {} has ended: {}", settings.self(), reason);
            ended.complete(reason);
        }
    }

    /// Turns frames into events.
    private final class FromOthers implements TransportListener {
        @Override
        public void received(String from, int kind, byte[] bytes) {
            if (!started || kind != MESSAGE || isBehind()) {
                return;
            }
            try {
                var sender = new NodeId(from);
                var event = new Event.Received(sender, settings.codec().decode(ByteBuffer.wrap(bytes)));
                if (settings.peers().containsKey(sender)) {
                    tellAtOnce(event);
                } else {
                    tell(event);
                }
            } catch (SparrowException e) {
                LOG.warn("Node {} passes over a message from {}: {}", settings.self(), from, e.getMessage());
            }
        }

        @Override
        public void opened(String other) {
            connecting.lock();
            try {
                opened.signalAll();
            } finally {
                connecting.unlock();
            }
        }

        @Override
        public void closed(String other, String reason) {
            LOG.debug("Node {} has no connection to {} any more: {}", settings.self(), other, reason);
        }

        @Override
        public void refused(String other, String reason) {
            LOG.debug("Node {} has no connection to {}: {}", settings.self(), other, reason);
        }
    }

    private boolean isBehind() {
        return waitingEvents.get() > WAITING_EVENTS_MAX || (disk != null && disk.waiting() > WAITING_WRITES_MAX);
    }

    /// Stops as in a crash, but that what was written is on the disk.
    @Override
    public void close() {
        if (actor != null) {
            actor.terminate();
            try {
                actor.getWhenTerminated().toCompletableFuture().get(CLOSE_WAIT_MAX_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("The actor of node {} does not end", settings.self(), e);
            }
        }
        if (transport != null) {
            transport.close();
        }
        closeDisk();
    }

    private void closeDisk() {
        try {
            if (disk != null) {
                disk.close();
            }
            if (log != null) {
                log.close();
            }
            if (folder != null) {
                folder.close();
            }
        } catch (IOException | SparrowException e) {
            LOG.warn("The log of node {} was not closed in order", settings.self(), e);
        }
    }

    /// Daemon threads, few of them. Typed actors log through slf4j by themselves, so Akka's own loggers are not
    /// started. The JVM's exit is its owner's affair, and never Akka's.
    private static final Map<String, Object> AKKA =
            Map.ofEntries(
                    Map.entry("akka.daemonic", "on"),
                    Map.entry("akka.jvm-shutdown-hooks", "off"),
                    Map.entry("akka.coordinated-shutdown.run-by-jvm-shutdown-hook", "off"),
                    Map.entry("akka.coordinated-shutdown.log-info", "off"),
                    Map.entry("akka.log-dead-letters", "off"),
                    Map.entry("akka.loggers", List.of()),
                    Map.entry("akka.jvm-exit-on-fatal-error", "off"),
                    Map.entry("akka.actor.default-dispatcher.fork-join-executor.parallelism-max", "1"),
                    Map.entry("akka.actor.default-mailbox.mailbox-type", "akka.dispatch.UnboundedControlAwareMailbox"),
                    // One actor, so there is nobody to be fair to.
                    Map.entry("akka.actor.default-dispatcher.throughput", "200"),
                    Map.entry("akka.actor.internal-dispatcher.fork-join-executor.parallelism-max", "2"));
}
