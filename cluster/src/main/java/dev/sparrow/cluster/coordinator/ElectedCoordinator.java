/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.coordinator;

import dev.sparrow.cell.Cell;
import dev.sparrow.cell.CellSettings;
import dev.sparrow.cell.LockSession;
import dev.sparrow.cell.Node;
import dev.sparrow.coordination.lock.Handle;
import dev.sparrow.coordination.lock.LockCall.Create;
import dev.sparrow.coordination.lock.LockClient.Standing;
import dev.sparrow.coordination.lock.Sequencer;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// A coordinator among several, of which one leads: a member of their cell, and a [Coordinator] while it holds the
/// cell's lock.
///
/// Only the leader listens for workers and drivers, who call one address after the other; so nobody follows two. What a
/// leader knows of the cluster, workers and drivers know themselves and tell the next one; the cell remembers what
/// nobody else could tell, which is whose turn it is: the lock's generation is the number of a leader's reign. It goes
/// with all that the leader says, and who has heard of a later reign takes nothing from an earlier one. A leader whose
/// session is in jeopardy stops at once, and stands for election again (Burrows 2006, sections 2.4 and 2.8).
public final class ElectedCoordinator implements AutoCloseable {
    /// The file whose lock the leader holds; it says where the leader listens.
    public static final String LOCK = "/ls/coordinator";

    private static final String DIRECTORY = "/ls";

    private static final Logger LOG = LoggerFactory.getLogger(ElectedCoordinator.class);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /// How long it waits for the lock before it looks whether it still may.
    private static final Duration TURN = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(10);

    private final CellSettings cell;
    private final InetSocketAddress listen;
    private final Security security;
    private final Consumer<String> told;
    private final Node member;
    private final Thread thread;
    private volatile boolean closed;

    private ElectedCoordinator(CellSettings cell, InetSocketAddress listen, Security security, Consumer<String> told) {
        this.cell = cell;
        this.listen = listen;
        this.security = security;
        this.told = told;
        this.member = Cell.start(cell, _ -> {});
        this.thread = Thread.ofPlatform().name("sparrow-election").unstarted(this::run);
    }

    /// Starts the member, and stands for election until it is closed.
    ///
    /// @param cell all coordinators, and this one's folder
    /// @param listen where this one listens for workers and drivers while it leads
    /// @param security of workers and drivers; that of the cell is its own
    /// @param told what becomes of it, for people
    /// @throws SparrowException if the folder or the member's address cannot be used
    public static ElectedCoordinator start(
            CellSettings cell, InetSocketAddress listen, Security security, Consumer<String> told) {
        var coordinator = new ElectedCoordinator(cell, listen, security, told);
        coordinator.thread.start();
        return coordinator;
    }

    private void run() {
        while (!closed) {
            try {
                standForElection();
            } catch (SparrowException e) {
                if (!closed) {
                    LOG.warn("Coordinator {} is not elected", cell.self(), e);
                    told.accept("Coordinator " + cell.self() + " is not elected: " + e.getMessage());
                }
            }
            pause();
        }
    }

    private void pause() {
        try {
            if (!closed) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            // Only when it is closed.
        }
    }

    private void standForElection() {
        var unsafe = new CompletableFuture<Standing>();
        var listener =
                new LockSession.Listener() {
                    @Override
                    public void became(Standing standing) {
                        if (standing == Standing.JEOPARDY || standing == Standing.ENDED) {
                            unsafe.complete(standing);
                        }
                    }
                };
        var name = new NodeId(cell.self() + "-stands");
        try (var session = LockSession.open(name, cell.members(), cell.security(), listener, ANSWER)) {
            session.open(DIRECTORY, Create.DIRECTORY, false, ANSWER);
            var file = session.open(LOCK, Create.FILE, false, ANSWER);
            told.accept("Coordinator " + cell.self() + " stands by.");
            var lock = Optional.<Sequencer>empty();
            while (lock.isEmpty() && !closed && !unsafe.isDone()) {
                lock = session.acquire(file, true, Duration.ZERO, TURN);
            }
            if (lock.isPresent() && !unsafe.isDone()) {
                lead(session, file, lock.get(), unsafe);
            }
        }
    }

    /// Leads until the session is not safe any more.
    private void lead(LockSession session, Handle file, Sequencer lock, CompletableFuture<Standing> unsafe) {
        try (var coordinator = Coordinator.start(listen, security, lock.generation())) {
            var at = coordinator.address().getHostString() + ":" + coordinator.address().getPort();
            session.setContents(file, at, OptionalLong.empty(), Optional.of(lock), ANSWER);
            told.accept(
                    "Coordinator %s leads, in reign %d, and listens on sparrow://%s."
                            .formatted(cell.self(), lock.generation(), at));
            told.accept("Coordinator %s leads no more: its session is %s.".formatted(cell.self(), unsafe.get()));
        } catch (InterruptedException _) {
            // It is closed.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Gives the lock back, so that another one leads at once.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_WAIT_MAX.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        member.close();
    }
}
