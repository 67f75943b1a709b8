/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import dev.sparrow.coordination.lock.CellAnswer.Reason;
import dev.sparrow.coordination.log.StateMachine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// The replicated state of a cell: sessions, files and directories, and the locks that each of them is.
///
/// A function of the commands alone. There is no time in it: sessions and lock-delays are ended by commands, which
/// whoever keeps the leases proposes when its clock says so.
public final class CellState implements StateMachine {
    /// The largest file (Burrows 2006, section 2.3).
    public static final int CONTENT_BYTES_MAX = 256 << 10;

    private final LockRules rules;
    private final TreeMap<String, CellPart.Node> nodes = new TreeMap<>();
    private final TreeMap<Long, String> sessions = new TreeMap<>();
    private long lastSession;
    private long lastInstance;
    private long lastLockGeneration;

    public CellState(LockRules rules) {
        this.rules = rules;
        nodes.put("/", new CellPart.Node(stat(true, false), "", 0, new TreeMap<>(), new TreeMap<>(), false, 0));
    }

    /// Open sessions with the names of their clients.
    public SortedMap<Long, String> sessions() {
        return Collections.unmodifiableSortedMap(sessions);
    }

    /// A lock that waits for its lock-delay: after so long somebody proposes a [CellCommand.EndDelay].
    public record Delay(String name, long lockGeneration, long millis) {}

    /// All locks that were lost by failure and wait, in the order of their names.
    public List<Delay> delays() {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue().delayed())
                .map(entry ->
                        new Delay(
                                entry.getKey(),
                                entry.getValue().stat().lockGeneration(),
                                entry.getValue().delayMillis()))
                .toList();
    }

    /// Whoever holds the lock exclusively, or 0.
    public long writer(String name) {
        var node = nodes.get(name);
        return node == null || node.writers().isEmpty() ? 0 : node.writers().firstKey();
    }

    @Override
    public Record apply(long index, Record command) {
        return (Record) apply((CellCommand) command);
    }

    @Override
    public Record query(Record question) {
        return switch ((CellQuestion) question) {
            case CellQuestion.Read(var name) -> (Record) read(name);
            case CellQuestion.Check(var sequencer) -> new CellAnswer.Checked(isGood(sequencer));
        };
    }

    @Override
    public List<Record> snapshot() {
        var parts = new ArrayList<Record>();
        parts.add(new CellPart.Counts(lastSession, lastInstance, lastLockGeneration));
        sessions.forEach((session, client) -> parts.add(new CellPart.Session(session, client)));
        nodes.forEach((name, node) -> parts.add(new CellPart.Named(name, node)));
        return parts;
    }

    @Override
    public void restore(List<Record> snapshot) {
        sessions.clear();
        nodes.clear();
        for (var part : snapshot) {
            switch ((CellPart) part) {
                case CellPart.Counts counts -> {
                    lastSession = counts.lastSession();
                    lastInstance = counts.lastInstance();
                    lastLockGeneration = counts.lastLockGeneration();
                }
                case CellPart.Session(var session, var client) -> sessions.put(session, client);
                case CellPart.Named(var name, var node) -> nodes.put(name, node);
            }
        }
    }

    /// Carries out a command.
    public CellAnswer apply(CellCommand command) {
        return switch (command) {
            case CellCommand.OpenSession(var client) -> openSession(client);
            case CellCommand.EndSession(var session, var inPeace) -> endSession(session, inPeace);
            case CellCommand.Create create -> create(create);
            case CellCommand.SetContents write -> setContents(write);
            case CellCommand.Delete delete -> delete(delete);
            case CellCommand.Acquire acquire -> acquire(acquire);
            case CellCommand.Release(var session, var name) -> release(session, name);
            case CellCommand.EndDelay(var name, var generation) -> endDelay(name, generation);
        };
    }

    private CellAnswer openSession(String client) {
        for (var session : sessions.entrySet()) {
            if (session.getValue().equals(client)) {
                return new CellAnswer.Session(session.getKey());
            }
        }
        sessions.put(++lastSession, client);
        return new CellAnswer.Session(lastSession);
    }

    private CellAnswer endSession(long session, boolean inPeace) {
        if (sessions.remove(session) == null) {
            return refused(Reason.NO_SESSION);
        }
        for (var name : List.copyOf(nodes.keySet())) {
            var node = nodes.get(name);
            if (node.owner() == session) {
                nodes.remove(name);
            } else if (node.isHeldBy(session)) {
                nodes.put(name, without(node, session, rules.delays(inPeace)));
            }
        }
        return new CellAnswer.Session(session);
    }

    private static CellPart.Node without(CellPart.Node node, long session, boolean delayed) {
        var readers = new TreeMap<>(node.readers());
        var writers = new TreeMap<>(node.writers());
        var shared = Optional.ofNullable(readers.remove(session));
        var delay = Optional.ofNullable(writers.remove(session)).or(() -> shared).orElse(0L);
        var waits = delayed && delay > 0;
        return new CellPart.Node(
                node.stat(),
                node.content(),
                node.owner(),
                readers,
                writers,
                node.delayed() || waits,
                Math.max(node.delayMillis(), waits ? delay : 0));
    }

    private CellAnswer create(CellCommand.Create create) {
        var name = create.name();
        if (!sessions.containsKey(create.session())) {
            return refused(Reason.NO_SESSION);
        }
        if (!name.matches("(/[A-Za-z0-9._-]+)+")) {
            return refused(Reason.INVALID_NAME);
        }
        var there = nodes.get(name);
        if (there != null) {
            return there.stat().directory() == create.directory()
                    ? new CellAnswer.Done(there.stat())
                    : refused(create.directory() ? Reason.NOT_A_DIRECTORY : Reason.NOT_A_FILE);
        }
        var parent = nodes.get(parent(name));
        if (parent == null || !parent.stat().directory()) {
            return refused(Reason.NOT_A_DIRECTORY);
        }
        var stat = stat(create.directory(), create.ephemeral());
        var owner = create.ephemeral() ? create.session() : 0;
        nodes.put(name, new CellPart.Node(stat, "", owner, new TreeMap<>(), new TreeMap<>(), false, 0));
        return new CellAnswer.Done(stat);
    }

    static String parent(String name) {
        var slash = name.lastIndexOf('/');
        return slash <= 0 ? "/" : name.substring(0, slash);
    }

    private Stat stat(boolean directory, boolean ephemeral) {
        return new Stat(++lastInstance, 1, 0, 1, 0, directory, ephemeral);
    }

    private CellAnswer setContents(CellCommand.SetContents write) {
        var node = nodes.get(write.name());
        var bytes = write.content().getBytes(StandardCharsets.UTF_8);
        if (!sessions.containsKey(write.session())) {
            return refused(Reason.NO_SESSION);
        }
        if (node == null) {
            return refused(Reason.NO_SUCH_NAME);
        }
        if (node.stat().directory()) {
            return refused(Reason.NOT_A_FILE);
        }
        if (bytes.length > CONTENT_BYTES_MAX) {
            return refused(Reason.TOO_LARGE);
        }
        if (write.generation().isPresent() && write.generation().getAsLong() != node.stat().contentGeneration()) {
            return refused(Reason.WRONG_GENERATION);
        }
        if (write.sequencer().isPresent() && !isGood(write.sequencer().get())) {
            return refused(Reason.STALE_SEQUENCER);
        }
        var checksum = new CRC32C();
        checksum.update(bytes);
        var old = node.stat();
        var stat =
                new Stat(
                        old.instance(),
                        old.contentGeneration() + 1,
                        old.lockGeneration(),
                        old.aclGeneration(),
                        checksum.getValue(),
                        false,
                        old.ephemeral());
        nodes.put(
                write.name(),
                new CellPart.Node(
                        stat,
                        write.content(),
                        node.owner(),
                        node.readers(),
                        node.writers(),
                        node.delayed(),
                        node.delayMillis()));
        return new CellAnswer.Done(stat);
    }

    private CellAnswer delete(CellCommand.Delete delete) {
        var node = nodes.get(delete.name());
        if (node == null || delete.name().equals("/")) {
            return refused(Reason.NO_SUCH_NAME);
        }
        if (node.stat().instance() != delete.instance()) {
            return refused(Reason.ANOTHER_INSTANCE);
        }
        if (!children(delete.name()).isEmpty()) {
            return refused(Reason.NOT_EMPTY);
        }
        nodes.remove(delete.name());
        return new CellAnswer.Done(node.stat());
    }

    private CellAnswer acquire(CellCommand.Acquire acquire) {
        var session = acquire.session();
        var node = nodes.get(acquire.name());
        if (!sessions.containsKey(session)) {
            return refused(Reason.NO_SESSION);
        }
        if (node == null) {
            return refused(Reason.NO_SUCH_NAME);
        }
        if ((acquire.exclusive() ? node.writers() : node.readers()).containsKey(session)) {
            return locked(acquire.name(), acquire.exclusive(), node);
        }
        if (!rules.grants(acquire.exclusive(), node.readers().size(), node.writers().size())) {
            return refused(Reason.LOCKED);
        }
        if (node.delayed()) {
            return refused(Reason.DELAYED);
        }
        var readers = new TreeMap<>(node.readers());
        var writers = new TreeMap<>(node.writers());
        (acquire.exclusive() ? writers : readers).put(session, acquire.delayMillis());
        var held =
                new CellPart.Node(
                        node.isHeld() || !rules.raisesGeneration() ? node.stat() : raised(node.stat()),
                        node.content(),
                        node.owner(),
                        readers,
                        writers,
                        false,
                        0);
        nodes.put(acquire.name(), held);
        return locked(acquire.name(), acquire.exclusive(), held);
    }

    /// One count for all locks, so that a sequencer is not good for a later file of the same name either.
    private Stat raised(Stat stat) {
        return new Stat(
                stat.instance(),
                stat.contentGeneration(),
                ++lastLockGeneration,
                stat.aclGeneration(),
                stat.checksum(),
                stat.directory(),
                stat.ephemeral());
    }

    private static CellAnswer locked(String name, boolean exclusive, CellPart.Node node) {
        return new CellAnswer.Locked(new Sequencer(name, exclusive, node.stat().lockGeneration()));
    }

    private CellAnswer release(long session, String name) {
        var node = nodes.get(name);
        if (node == null || !node.isHeldBy(session)) {
            return refused(Reason.NOT_HELD);
        }
        nodes.put(name, without(node, session, false));
        return new CellAnswer.Done(node.stat());
    }

    private CellAnswer endDelay(String name, long generation) {
        var node = nodes.get(name);
        if (node == null || !node.delayed() || !rules.endsDelay(generation, node.stat().lockGeneration())) {
            return refused(Reason.NOT_HELD);
        }
        nodes.put(
                name,
                new CellPart.Node(node.stat(), node.content(), node.owner(), node.readers(), node.writers(), false, 0));
        return new CellAnswer.Done(node.stat());
    }

    /// Whether a sequencer is still good.
    public boolean isGood(Sequencer sequencer) {
        var node = nodes.get(sequencer.name());
        return node != null
                && rules.isGood(
                        sequencer.generation(),
                        node.stat().lockGeneration(),
                        !(sequencer.exclusive() ? node.writers() : node.readers()).isEmpty());
    }

    /// The content of a file, or the children of a directory.
    public CellAnswer read(String name) {
        var node = nodes.get(name);
        if (node == null) {
            return refused(Reason.NO_SUCH_NAME);
        }
        return node.stat().directory()
                ? new CellAnswer.Children(children(name), node.stat())
                : new CellAnswer.Content(node.content(), node.stat());
    }

    private List<String> children(String name) {
        var prefix = name.equals("/") ? "/" : name + "/";
        var names = new ArrayList<String>();
        for (var other : nodes.tailMap(prefix, false).keySet()) {
            if (!other.startsWith(prefix)) {
                break;
            }
            if (other.indexOf('/', prefix.length()) < 0) {
                names.add(other.substring(prefix.length()));
            }
        }
        return names;
    }

    private static CellAnswer refused(Reason reason) {
        return new CellAnswer.Refused(reason);
    }
}
