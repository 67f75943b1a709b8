/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.coordination.lock.Acl;
import dev.sparrow.coordination.lock.LockCall.Create;
import dev.sparrow.coordination.lock.LockClient.Standing;
import dev.sparrow.coordination.lock.LockEvent;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

@Timeout(600)
class LockSessionTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final OptionalLong ANY = OptionalLong.empty();

    @TempDir private Path folder;
    private final Map<NodeId, InetSocketAddress> members = new LinkedHashMap<>();
    private final Map<NodeId, Node> running = new TreeMap<>();
    private final List<LockSession> sessions = new ArrayList<>();
    private final BlockingQueue<LockEvent> events = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        sessions.forEach(LockSession::close);
        running.values().forEach(Node::close);
    }

    /// Another program may take an address after it was found free.
    private void cell(LogEngine engine) throws IOException {
        for (var tries = 1; !isStarted(engine, folder.resolve("try" + tries)); tries++) {
            assertThat(tries).isLessThan(5);
        }
    }

    private boolean isStarted(LogEngine engine, Path data) throws IOException {
        members.clear();
        members.putAll(FreeAddresses.of("a", "b", "c"));
        try {
            for (var member : members.keySet()) {
                var own = data.resolve(member.name());
                var settings = new CellSettings(member, members, own, engine, Security.none(), false);
                running.put(member, Cell.start(settings, _ -> {}));
            }
            return true;
        } catch (SparrowException e) {
            assertThat(e).hasMessageContaining("cannot listen");
            running.values().forEach(Node::close);
            running.clear();
            return false;
        }
    }

    private LockSession session(String name) {
        var listener =
                new LockSession.Listener() {
                    @Override
                    public void happened(LockEvent event) {
                        events.add(event);
                    }
                };
        var session = LockSession.open(new NodeId(name), members, Security.none(), listener, LIMIT);
        sessions.add(session);
        return session;
    }

    /// Or another master, on a machine that is so busy that the first one is taken for dead: events may be lost then.
    private void awaitEvent(LockEvent expected) throws InterruptedException {
        var seen = new ArrayList<LockEvent>();
        while (!seen.contains(expected) && !seen.contains(new LockEvent.FailedOver())) {
            var event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).as("%s, after %s", expected, seen).isNotNull();
            seen.add(event);
        }
    }

    @ParameterizedTest
    @EnumSource(LogEngine.class)
    void locksFilesAndEvents_surviveTheDeathOfTheMaster(LogEngine engine) throws Exception {
        cell(engine);
        var one = session("one");
        var two = session("two");
        one.open("/ls", Create.DIRECTORY, false, LIMIT);
        var mine = one.open("/ls/driver", Create.FILE, false, LIMIT);
        var theirs = two.open("/ls/driver", Create.FILE, true, LIMIT);
        var sequencer = one.acquire(mine, true, Duration.ZERO, LIMIT).orElseThrow();
        assertThat(two.acquire(theirs, true, Duration.ZERO, SHORT)).isEmpty();
        one.setContents(mine, "at one:7077", ANY, Optional.of(sequencer), LIMIT);
        awaitEvent(new LockEvent.ContentsModified("/ls/driver", 2));
        assertThat(two.contents(theirs, LIMIT).content()).isEqualTo("at one:7077");

        running.remove(master()).close();
        awaitEvent(new LockEvent.FailedOver());
        assertThat(two.check(sequencer, LIMIT)).isTrue();
        assertThat(two.acquire(theirs, true, Duration.ZERO, SHORT)).isEmpty();
        assertThat(two.contents(theirs, LIMIT).content()).isEqualTo("at one:7077");

        var waiting = CompletableFuture.supplyAsync(() -> two.acquire(theirs, true, Duration.ZERO, LIMIT));
        one.release(mine, LIMIT);
        assertThat(waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS).orElseThrow().generation()).isEqualTo(2);
        assertThat(one.setContents(mine, "late", ANY, Optional.of(sequencer), LIMIT)).isEmpty();
        awaitSafe(one);
        awaitSafe(two);
    }

    @ParameterizedTest
    @EnumSource(LogEngine.class)
    void lock_passesOnToWhoWaits_andNotToWhoHasStopped(LogEngine engine) throws Exception {
        cell(engine);
        var holder = session("holder");
        var file = holder.open("/lock", Create.FILE, false, LIMIT);
        var generation = holder.acquire(file, true, Duration.ZERO, LIMIT).orElseThrow().generation();
        var impatient = session("impatient");
        var theirs = impatient.open("/lock", Create.FILE, false, LIMIT);
        assertThat(impatient.acquire(theirs, true, Duration.ZERO, SHORT)).isEmpty();
        var waiting = new ArrayList<CompletableFuture<Long>>();
        for (var i = 0; i < 3; i++) {
            var session = session("patient-" + i);
            var own = session.open("/lock", Create.FILE, false, LIMIT);
            waiting.add(
                    CompletableFuture.supplyAsync(() -> {
                        var got = session.acquire(own, true, Duration.ZERO, LIMIT).orElseThrow().generation();
                        session.release(own, LIMIT);
                        return got;
                    }));
        }
        assertThat(holder.release(file, LIMIT)).isTrue();
        var granted = new TreeSet<Long>();
        for (var one : waiting) {
            granted.add(one.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        assertThat(granted).containsExactly(generation + 1, generation + 2, generation + 3);
        assertThat(impatient.acquire(theirs, true, Duration.ZERO, LIMIT)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(LogEngine.class)
    void clientThatIsNotInAnAccessList_isRefused_andToldWhy(LogEngine engine) throws Exception {
        cell(engine);
        var owner = session("owner");
        var other = session("other");
        owner.open(Acl.DIRECTORY, Create.DIRECTORY, false, LIMIT);
        var list = owner.open(Acl.DIRECTORY + "/owners", Create.FILE, false, LIMIT);
        owner.setContents(list, "owner", ANY, Optional.empty(), LIMIT);
        var file = owner.open("/file", Create.FILE, false, LIMIT);
        var same = other.open("/file", Create.FILE, false, LIMIT);
        other.setContents(same, "by other", ANY, Optional.empty(), LIMIT);
        owner.setAcl(file, new Acl("owners", "owners", "owners"), LIMIT);
        assertThatThrownBy(() -> other.setContents(same, "again", ANY, Optional.empty(), LIMIT))
                .hasMessageContaining("Cannot write /file: an access list in /acl does not name this client");
        assertThatThrownBy(() -> other.contents(same, LIMIT)).hasMessageContaining("does not name this client");
        assertThatThrownBy(() -> other.acquire(same, true, Duration.ZERO, LIMIT))
                .hasMessageContaining("does not name this client");
        assertThat(owner.contents(file, LIMIT).content()).isEqualTo("by other");
    }

    /// A session is in jeopardy for a moment when an answer is late.
    private static void awaitSafe(LockSession session) {
        var until = System.nanoTime() + LIMIT.toNanos();
        while (session.standing() != Standing.SAFE && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(session.standing()).isEqualTo(Standing.SAFE);
    }

    private NodeId master() {
        try (var client = CellClient.connect(new NodeId("asker"), members, Security.none(), LIMIT)) {
            var until = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < until) {
                for (var member : running.keySet()) {
                    if (client.status(member, LIMIT).ready()) {
                        return member;
                    }
                }
            }
        }
        throw new AssertionError("Nobody leads within " + LIMIT);
    }

    @ParameterizedTest
    @EnumSource(LogEngine.class)
    void ephemeralFiles_andLocks_goWithTheSession(LogEngine engine) throws Exception {
        cell(engine);
        var one = session("one");
        var two = session("two");
        var directory = one.open("/ls", Create.DIRECTORY, false, LIMIT);
        var held = one.open("/ls/lock", Create.FILE, false, LIMIT);
        var lockDelay = Duration.ofMinutes(1);
        assertThat(one.acquire(held, true, lockDelay, LIMIT)).isPresent();
        one.open("/ls/alive", Create.EPHEMERAL, false, LIMIT);
        var lock = two.open("/ls/lock", Create.FILE, false, LIMIT);
        var seen = two.open("/ls", Create.DIRECTORY, true, LIMIT);
        assertThat(one.children(directory, LIMIT)).containsExactly("alive", "lock");
        var ended = System.nanoTime();
        one.close();
        assertThat(two.acquire(lock, true, Duration.ZERO, LIMIT)).isPresent();
        // In peace, so without a lock-delay; unless the master died meanwhile, which its end may not have reached.
        if (!events.contains(new LockEvent.FailedOver())) {
            assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(lockDelay);
        }
        awaitEvent(new LockEvent.ChildChanged("/ls", "alive"));
        assertThat(two.children(seen, LIMIT)).containsExactly("lock");
        assertThatThrownBy(() -> one.open("/ls/x", Create.FILE, false, LIMIT))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("Cannot open /ls/x: the session has ended, and its locks are lost");
        assertThatThrownBy(() -> two.open("/none/x", Create.FILE, false, LIMIT))
                .hasMessageContaining("Cannot open /none/x: there is no directory of that name, or above it");
        assertThatThrownBy(() -> two.open("/ls/none", Create.NOTHING, false, LIMIT))
                .hasMessageContaining("Cannot open /ls/none: there is nothing of that name. Make it first");
    }
}
