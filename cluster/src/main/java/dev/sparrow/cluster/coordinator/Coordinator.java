/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.coordinator;

import dev.sparrow.cluster.coordinator.CoordinatorMachine.Input;
import dev.sparrow.cluster.coordinator.CoordinatorMachine.Output;
import dev.sparrow.cluster.wire.ClusterMessage;
import dev.sparrow.cluster.wire.Roles;
import dev.sparrow.transport.Security;
import dev.sparrow.transport.Transport;
import dev.sparrow.transport.TransportListener;
import dev.sparrow.transport.TransportSettings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The coordinator of a cluster: hears workers and drivers, has the machine decide, and tells them.
public final class Coordinator implements TransportListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);

    /// How long an application may be away: longer than a silent connection is kept.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final long reign;
    private final CoordinatorMachine machine = new CoordinatorMachine(GRACE.toMillis());
    private final Transport transport;
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("sparrow-coordinator-clock").factory());

    private Coordinator(InetSocketAddress listen, Security security, long reign) {
        this.reign = reign;
        this.transport =
                Transport.start(
                        new TransportSettings(
                                Roles.COORDINATOR,
                                Optional.of(listen),
                                Map.of(),
                                security,
                                TransportSettings.Limits.DEFAULT),
                        this);
        var _ = clock.scheduleWithFixedDelay(() -> step(new Input.Tick()), 1, 1, TimeUnit.SECONDS);
    }

    /// Begins to listen, as the only one.
    ///
    /// @throws dev.sparrow.error.SparrowException if it cannot listen there, or must not without a secret
    public static Coordinator start(InetSocketAddress listen, Security security) {
        return start(listen, security, 0);
    }

    /// The same as one of several.
    ///
    /// @param reign its number, higher than those before
    static Coordinator start(InetSocketAddress listen, Security security, long reign) {
        return new Coordinator(listen, security, reign);
    }

    public InetSocketAddress address() {
        return transport.address();
    }

    @Override
    public void opened(String other) {
        send(other, new ClusterMessage.Reign(reign));
    }

    @Override
    public void received(String from, int kind, byte[] bytes) {
        var message = ClusterMessage.of(bytes);
        if (Roles.isWorker(from) && message instanceof ClusterMessage.OfWorker said) {
            step(new Input.FromWorker(from, said));
        } else if (Roles.isDriver(from) && message instanceof ClusterMessage.OfDriver said) {
            step(new Input.FromDriver(from, said));
        } else {
            LOG.warn("{} said what is not for it to say: {}", from, message.getClass().getSimpleName());
        }
    }

    @Override
    public void closed(String other, String reason) {
        LOG.info("{} is gone: {}", other, reason);
        step(Roles.isWorker(other) ? new Input.WorkerLost(other) : new Input.DriverAway(other));
    }

    @Override
    public void refused(String other, String reason) {
        LOG.warn("{} was refused: {}", other, reason);
    }

    private synchronized void step(Input input) {
        for (var output : machine.step(input, System.nanoTime() / 1_000_000)) {
            switch (output) {
                case Output.ToWorker(var worker, var message) -> send(worker, message);
                case Output.ToDriver(var application, var message) -> send(application, message);
            }
        }
    }

    /// One that is not there says what holds when it comes.
    private void send(String to, ClusterMessage message) {
        if (!transport.send(to, ClusterMessage.FRAME_KIND, message.toBytes())) {
            LOG.debug("{} is not there", to);
        }
    }

    /// What there is, for people.
    public synchronized String describe() {
        return machine.describe();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        transport.close();
    }
}
