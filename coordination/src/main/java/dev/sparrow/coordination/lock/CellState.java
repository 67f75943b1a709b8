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
    private final TreeMap<String, Node> nodes = new TreeMap<>();
    private final TreeMap<Long, String> sessions = new TreeMap<>();
    private final TreeMap<Long, LastCall> lastCalls = new TreeMap<>();
    private long epoch;
    private long lastSession;
    private long lastInstance;
    private long lastLockGeneration;
    private long lastLoss;

    public CellState(LockRules rules) {
        this.rules = rules;
        clear();
    }

    /// There is a root from the beginning.
    private void clear() {
        sessions.clear();
        lastCalls.clear();
        nodes.clear();
        epoch = 0;
        lastSession = 0;
        lastInstance = 0;
        lastLockGeneration = 0;
        lastLoss = 0;
        nodes.put("/", Node.empty(stat(true, false), Acl.OPEN));
    }

    /// What a session asked for last, and what it was answered.
    private record LastCall(long call, Optional<CellAnswer> answer) {
        static final LastCall NONE = new LastCall(0, Optional.empty());
    }

    /// Open sessions with the names of their clients.
    public SortedMap<Long, String> sessions() {
        return Collections.unmodifiableSortedMap(sessions);
    }

    /// A lock that waits for its lock-delay: after so long somebody proposes a [CellCommand.EndDelay].
    ///
    /// @param loss the number of the failure; readers of one lock may be lost one after another
    public record Delay(String name, long loss, long millis) {}

    /// All locks that were lost by failure and wait, in the order of their names.
    public List<Delay> delays() {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue().isDelayed())
                .map(entry -> new Delay(entry.getKey(), entry.getValue().loss(), entry.getValue().delayMillis()))
                .toList();
    }

    /// The last call of a session that was carried out, or 0.
    long lastCall(long session) {
        return lastCalls.getOrDefault(session, LastCall.NONE).call();
    }

    /// The highest instance of a file or directory that ever was.
    long lastInstance() {
        return lastInstance;
    }

    /// Whoever holds the lock exclusively, or 0.
    public long writer(String name) {
        var node = nodes.get(name);
        return node == null || node.writers().isEmpty() ? 0 : node.writers().firstKey();
    }

    /// Whether nobody holds the lock, and no lock-delay runs.
    public boolean isFree(String name) {
        var node = nodes.get(name);
        return node != null && !node.isHeld() && !node.isDelayed();
    }

    /// Ephemeral files with their instances.
    public SortedMap<String, Long> ephemerals() {
        var all = new TreeMap<String, Long>();
        nodes.forEach((name, node) -> {
            if (node.stat().ephemeral()) {
                all.put(name, node.stat().instance());
            }
        });
        return all;
    }

    /// What is known of a file or directory, if there is one.
    public Optional<Stat> stat(String name) {
        return Optional.ofNullable(nodes.get(name)).map(Node::stat);
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
        parts.add(new CellPart.Counts(epoch, lastSession, lastInstance, lastLockGeneration, lastLoss));
        sessions.forEach((session, client) -> {
            var last = lastCalls.getOrDefault(session, LastCall.NONE);
            parts.add(new CellPart.Session(session, client, last.call(), last.answer()));
        });
        nodes.forEach((name, node) -> parts.add(node.part(name)));
        return parts;
    }

    @Override
    public void restore(List<Record> snapshot) {
        clear();
        for (var part : snapshot) {
            switch ((CellPart) part) {
                case CellPart.Counts counts -> {
                    epoch = counts.epoch();
                    lastSession = counts.lastSession();
                    lastInstance = counts.lastInstance();
                    lastLockGeneration = counts.lastLockGeneration();
                    lastLoss = counts.lastLoss();
                }
                case CellPart.Session(var session, var client, var call, var answer) -> {
                    sessions.put(session, client);
                    if (call > 0) {
                        lastCalls.put(session, new LastCall(call, answer));
                    }
                }
                case CellPart.Named named -> nodes.put(named.name(), Node.of(named));
            }
        }
    }

    /// Carries out a command.
    public CellAnswer apply(CellCommand command) {
        return switch (command) {
            case CellCommand.OpenSession(var client) -> openSession(client);
            case CellCommand.NewMaster(var other) -> newMaster(other);
            case CellCommand.Fenced(var ofEpoch, var fenced) ->
                    rules.takesCommandsOf(ofEpoch, epoch) ? apply(fenced) : refused(Reason.OLD_EPOCH);
            case CellCommand.Call call -> call(call);
            case CellCommand.EndSession(var session, var inPeace) -> endSession(session, inPeace);
            case CellCommand.Create create -> create(create);
            case CellCommand.SetContents write -> setContents(write);
            case CellCommand.SetAcl change -> setAcl(change);
            case CellCommand.Delete delete -> delete(delete);
            case CellCommand.Acquire acquire -> acquire(acquire);
            case CellCommand.Release(var session, var name) -> release(session, name);
            case CellCommand.EndDelay(var name, var loss) -> endDelay(name, loss);
        };
    }

    private CellAnswer newMaster(long other) {
        if (other < epoch) {
            return refused(Reason.OLD_EPOCH);
        }
        epoch = other;
        return new CellAnswer.Master(epoch);
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

    private CellAnswer call(CellCommand.Call call) {
        if (!sessions.containsKey(call.session())) {
            return refused(Reason.NO_SESSION);
        }
        var last = lastCalls.getOrDefault(call.session(), LastCall.NONE);
        if (!rules.isNew(call.call(), last.call())) {
            return call.call() == last.call() ? last.answer().orElseThrow() : refused(Reason.OLD_CALL);
        }
        var answer = isAboutAnother(call) ? refused(Reason.ANOTHER_INSTANCE) : apply(call.command());
        if (sessions.containsKey(call.session())) {
            lastCalls.put(call.session(), new LastCall(call.call(), Optional.of(answer)));
        }
        return answer;
    }

    private boolean isAboutAnother(CellCommand.Call call) {
        return call.instance() != 0
                && call.command()
                        .node()
                        .map(nodes::get)
                        .filter(node -> node.stat().instance() == call.instance())
                        .isEmpty();
    }

    private CellAnswer endSession(long session, boolean inPeace) {
        if (sessions.remove(session) == null) {
            return refused(Reason.NO_SESSION);
        }
        lastCalls.remove(session);
        for (var entry : nodes.entrySet()) {
            if (entry.getValue().isHeldBy(session)) {
                entry.setValue(entry.getValue().without(session, rules.delays(inPeace) ? ++lastLoss : 0));
            }
        }
        return new CellAnswer.Session(session);
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
        if (!permits(parent.acl().write(), create.session())) {
            return refused(Reason.NOT_PERMITTED);
        }
        var stat = stat(create.directory(), create.ephemeral());
        nodes.put(name, Node.empty(stat, parent.acl()));
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
        if (!permits(node.acl().write(), write.session())) {
            return refused(Reason.NOT_PERMITTED);
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
        var stat = node.stat().withContent(checksum.getValue());
        nodes.put(write.name(), node.withContent(write.content(), stat));
        return new CellAnswer.Done(stat);
    }

    private CellAnswer setAcl(CellCommand.SetAcl change) {
        var node = nodes.get(change.name());
        if (!sessions.containsKey(change.session())) {
            return refused(Reason.NO_SESSION);
        }
        if (node == null) {
            return refused(Reason.NO_SUCH_NAME);
        }
        if (!permits(node.acl().change(), change.session())) {
            return refused(Reason.NOT_PERMITTED);
        }
        var changed = node.withAcl(change.acl());
        nodes.put(change.name(), changed);
        return new CellAnswer.Done(changed.stat());
    }

    /// Whether a session is in an access list, or the list has no name.
    private boolean permits(String list, long session) {
        var file = nodes.get(Acl.DIRECTORY + "/" + list);
        return rules.permits(
                !list.isEmpty(),
                file != null && file.content().lines().map(String::strip).anyMatch(principal(session)::equals));
    }

    /// Whose session it is: clients are named like `backup` or `backup/7`, and by what they add to be unique.
    private String principal(long session) {
        var client = sessions.getOrDefault(session, "");
        var slash = client.indexOf('/');
        return slash < 0 ? client : client.substring(0, slash);
    }

    private CellAnswer delete(CellCommand.Delete delete) {
        var node = nodes.get(delete.name());
        if (node == null || delete.name().equals("/")) {
            return refused(Reason.NO_SUCH_NAME);
        }
        if (node.stat().instance() != delete.instance()) {
            return refused(Reason.ANOTHER_INSTANCE);
        }
        if (delete.session() != 0 && !permits(node.acl().write(), delete.session())) {
            return refused(Reason.NOT_PERMITTED);
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
        if (!permits(node.acl().write(), session)) {
            return refused(Reason.NOT_PERMITTED);
        }
        if (!rules.grants(acquire.exclusive(), node.readers().size(), node.writers().size())) {
            return refused(Reason.LOCKED);
        }
        if (node.isDelayed()) {
            return refused(Reason.DELAYED);
        }
        // One count for all locks, so that a sequencer is not good for a later file of the same name either.
        var stat =
                node.isHeld() || !rules.raisesGeneration() ? node.stat() : node.stat().withLock(++lastLockGeneration);
        var held = node.with(stat, acquire.exclusive(), session, acquire.delayMillis());
        nodes.put(acquire.name(), held);
        return locked(acquire.name(), acquire.exclusive(), held);
    }

    private static CellAnswer locked(String name, boolean exclusive, Node node) {
        return new CellAnswer.Locked(new Sequencer(name, exclusive, node.stat().lockGeneration()));
    }

    private CellAnswer release(long session, String name) {
        var node = nodes.get(name);
        if (node == null || !node.isHeldBy(session)) {
            return refused(Reason.NOT_HELD);
        }
        nodes.put(name, node.without(session, 0));
        return new CellAnswer.Done(node.stat());
    }

    private CellAnswer endDelay(String name, long loss) {
        var node = nodes.get(name);
        if (node == null || !node.isDelayed() || !rules.endsDelay(loss, node.loss())) {
            return refused(Reason.NOT_HELD);
        }
        nodes.put(name, node.withoutDelay());
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

    /// What a session may read of a file or directory.
    public CellAnswer read(long session, String name) {
        var node = nodes.get(name);
        return node == null || permits(node.acl().read(), session) ? read(name) : refused(Reason.NOT_PERMITTED);
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
