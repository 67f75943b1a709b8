/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.executor;

import dev.sparrow.cluster.wire.FrameKind;
import dev.sparrow.cluster.wire.Registration;
import dev.sparrow.cluster.wire.StartOrder;
import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.file.TemporaryFolder;
import dev.sparrow.scheduler.executor.Executor;
import dev.sparrow.scheduler.executor.ExecutorParts;
import dev.sparrow.scheduler.executor.ExecutorSystem;
import dev.sparrow.scheduler.protocol.ExecutorCommand;
import dev.sparrow.scheduler.protocol.MessageReader;
import dev.sparrow.transport.Places;
import dev.sparrow.transport.Security;
import dev.sparrow.transport.Transport;
import dev.sparrow.transport.TransportListener;
import dev.sparrow.transport.TransportSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// An executor's work for one application: from the order to its last message.
///
/// It is as long as its connection to the driver: what is lost with a connection would be missed by one of them, so
/// neither comes back to the other.
public final class ExecutorSession implements TransportListener, AutoCloseable {
    static final String DRIVER = "driver";
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorSession.class);

    /// So often the driver is called in vain, which takes about a minute.
    private static final int CALLS_MAX = 40;

    private final StartOrder order;
    private final Consumer<ExecutorSession> ended;
    private final Settings settings;
    private final Executor executor;
    private final Peers peers;
    private final CompletableFuture<Transport> transport = new CompletableFuture<>();
    private final CompletableFuture<ExecutorSystem> system = new CompletableFuture<>();
    private final MessageReader<ExecutorCommand> commands = new MessageReader<>(ExecutorCommand.class);
    private volatile boolean registered;
    private volatile boolean closed;
    private int refusals;

    private ExecutorSession(StartOrder order, Consumer<ExecutorSession> ended) {
        this.order = order;
        this.ended = ended;
        this.settings = Settings.resolve(Map.of(), order.settings(), Map.of());
        this.peers = new Peers(order.executor(), transport::join, address(order));
        this.executor =
                new Executor(
                        order.executor(),
                        peers,
                        new CalledBlocks(order.executor(), peers),
                        ExecutorParts.memory(settings, Runtime.getRuntime().maxMemory(), order.executors()),
                        Path.of(order.folder()),
                        ExecutorParts.chunks(settings),
                        settings.get(Keys.PIPELINES),
                        ExecutorSession.class.getClassLoader());
    }

    private static InetSocketAddress address(StartOrder order) {
        return new InetSocketAddress(order.driverHost(), order.driverPort());
    }

    /// Begins, and does not wait for the driver.
    ///
    /// @param ended told, on a thread of its own, that this executor has no part in the application any more
    static ExecutorSession start(StartOrder order, Consumer<ExecutorSession> ended) {
        var session = new ExecutorSession(order, ended);
        var transport =
                Transport.start(
                        new TransportSettings(
                                order.executor().toString(),
                                Optional.of(new InetSocketAddress(order.host(), 0)),
                                Map.of(DRIVER, Places.of(address(order))),
                                Security.secret(order.secret()),
                                TransportSettings.Limits.DEFAULT),
                        session,
                        new ExecutorAnswers(session.executor));
        session.transport.complete(transport);
        session.system.complete(
                new ExecutorSystem(
                        session.executor.threads(session::send),
                        session.settings.get(Keys.HEARTBEAT_INTERVAL),
                        session::fail));
        return session;
    }

    /// Must not wait.
    private void send(byte[] event) {
        if (registered && !transport.join().send(DRIVER, FrameKind.EVENT, event)) {
            end("the driver takes no messages");
        }
    }

    @Override
    public void opened(String other) {
        if (other.equals(DRIVER)) {
            system.join(); // takes commands from now on
            var port = transport.join().address().getPort();
            registered =
                    transport.join().send(DRIVER, FrameKind.REGISTER, new Registration(order.host(), port).toBytes());
        }
    }

    @Override
    public void received(String from, int kind, byte[] bytes) {
        if (from.equals(DRIVER) && kind == FrameKind.COMMAND) {
            commands.take(bytes).ifPresent(system.join()::tell);
        } else {
            LOG.warn("A message of kind {} came from {}, which is not for an executor", kind, from);
        }
    }

    @Override
    public void closed(String other, String reason) {
        if (other.equals(DRIVER)) {
            end("its connection to the driver ended: " + reason);
        }
    }

    @Override
    public void refused(String other, String reason) {
        LOG.warn("No connection to {}: {}", other, reason);
        if (other.equals(DRIVER) && ++refusals == CALLS_MAX) {
            end("it cannot reach the driver");
        }
    }

    private void fail(Throwable cause) {
        LOG.error("The actor of this executor has failed", cause);
        end("its actor has failed: " + cause);
    }

    private void end(String reason) {
        if (!closed) {
            LOG.info("This executor ends: {}", reason);
            Thread.ofPlatform().daemon().name("sparrow-end-" + order.executor()).start(() -> ended.accept(this));
        }
    }

    /// Ends its tasks, and deletes what it has written. Whoever comes second waits for that, since its process may end
    /// then.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        transport.join().close();
        system.join().close();
        peers.close();
        executor.close();
        if (order.once()) {
            clean(Path.of(order.folder()));
        }
    }

    /// Also if the driver was killed, so that nobody else does.
    private static void clean(Path folder) {
        var parent = folder.getParent();
        TemporaryFolder.delete(folder);
        try {
            TemporaryFolder.create(parent.getParent(), "sparrow-").close(); // sweeps what dead processes left
            Files.deleteIfExists(parent);
        } catch (IOException _) {
            // Others of the application are still there.
        }
    }
}
