/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.lock.Acl;
import dev.sparrow.coordination.lock.CellAnswer;
import dev.sparrow.coordination.lock.CellAnswer.Reason;
import dev.sparrow.coordination.lock.Handle;
import dev.sparrow.coordination.lock.LockCall;
import dev.sparrow.coordination.lock.LockClient;
import dev.sparrow.coordination.lock.LockEvent;
import dev.sparrow.coordination.lock.LockRules;
import dev.sparrow.coordination.lock.LockSettings;
import dev.sparrow.coordination.lock.Sequencer;
import dev.sparrow.coordination.lock.Stat;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A session of a cell's lock service: opens small files, reads and writes them, and takes their locks.
///
/// While a session lives, its locks are its own. It lives as long as it can reach the cell now and then; while it
/// cannot, it is in jeopardy, its calls wait, and what it has locked must not be relied upon: a [Listener] hears of it.
/// Whoever is asked to do something by a lock's holder can tell by the [Sequencer] whether it still is the holder.
///
/// May be used by any number of threads.
public final class LockSession implements AutoCloseable {
    private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(2);

    /// Hears of a session. Called by the session's own thread: it must not block, nor ask the session for anything.
    public interface Listener {
        /// The session is safe, in jeopardy, or has ended for good.
        default void became(LockClient.Standing standing) {}

        /// Something has happened to what is open with events, or there is another master.
        default void happened(LockEvent event) {}
    }

    private final Map<NodeId, InetSocketAddress> members;
    private final Map<Long, CompletableFuture<CellAnswer>> asked = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final CompletableFuture<Boolean> safe = new CompletableFuture<>();
    private final Listener listener;
    private final Node node;
    private volatile LockClient.Standing standing = LockClient.Standing.OPENING;

    private LockSession(NodeId self, Map<NodeId, InetSocketAddress> members, Security security, Listener listener) {
        this.members = Map.copyOf(members);
        this.listener = listener;
        var settings = new NodeSettings(self, Optional.empty(), members, Optional.empty(), LogEngine.codec(), security);
        var program = LockClient.program(List.copyOf(members.keySet()), LockSettings.DEFAULT, new LockRules());
        this.node = Node.start(settings, program, this::onReport);
    }

    /// Opens a session.
    ///
    /// @param self a name that no other client and no member has
    /// @throws SparrowException if the cell does not answer in time
    public static LockSession open(
            NodeId self, Map<NodeId, InetSocketAddress> members, Security security, Listener listener, Duration limit) {
        var session = new LockSession(self, members, security, listener);
        try {
            session.await(session.safe, limit, "Cannot open a session");
            return session;
        } catch (SparrowException e) {
            session.node.close();
            throw e;
        }
    }

    private void onReport(Record report) {
        switch (report) {
            case LockClient.Replied(var number, var answer) -> {
                var waiting = asked.remove(number);
                if (waiting != null) {
                    waiting.complete(answer);
                }
            }
            case LockClient.Became(var now) -> {
                standing = now;
                if (now == LockClient.Standing.SAFE) {
                    safe.complete(true);
                }
                listener.became(now);
            }
            case LockClient.Happened(var event) -> listener.happened(event);
            default -> {}
        }
    }

    /// How the session is.
    public LockClient.Standing standing() {
        return standing;
    }

    /// Opens a file or directory.
    ///
    /// @param name such as `/ls/driver`
    /// @param events whether the listener is to hear what happens to it
    /// @throws SparrowException if there is none and none is to be made, or there was no answer in time
    public Handle open(String name, LockCall.Create create, boolean events, Duration limit) {
        var call = new LockCall.Open(numbers.incrementAndGet(), name, create, events);
        return switch (ask(call, limit)) {
            case CellAnswer.Opened(var handle, _) -> handle;
            case CellAnswer other -> throw refused("open " + name, other);
        };
    }

    /// Closes a handle; its locks stay.
    public void close(Handle handle, Duration limit) {
        ask(new LockCall.Close(handle), limit);
    }

    /// The content of a file. Read from the session's own cache if it can be: it is always the latest.
    public CellAnswer.Content contents(Handle file, Duration limit) {
        return switch (ask(new LockCall.Read(file), limit)) {
            case CellAnswer.Content content -> content;
            case CellAnswer other -> throw refused("read " + file.name(), other);
        };
    }

    /// The names in a directory.
    public List<String> children(Handle directory, Duration limit) {
        return switch (ask(new LockCall.Read(directory), limit)) {
            case CellAnswer.Children(var names, _) -> names;
            case CellAnswer other -> throw refused("list " + directory.name(), other);
        };
    }

    /// Puts a content in place of another, at most 256 KiB.
    ///
    /// @param generation the content generation that the file must have, if one is given
    /// @param sequencer of a lock that must still be held, if one is given
    /// @return empty if the file has another generation, or the lock is lost: nothing was written
    public Optional<Stat> setContents(
            Handle file, String content, OptionalLong generation, Optional<Sequencer> sequencer, Duration limit) {
        return switch (ask(new LockCall.SetContents(file, content, generation, sequencer), limit)) {
            case CellAnswer.Done(var stat) -> Optional.of(stat);
            case CellAnswer.Refused(CellAnswer.Reason reason)
                    when reason == Reason.WRONG_GENERATION || reason == Reason.STALE_SEQUENCER ->
                    Optional.empty();
            case CellAnswer other -> throw refused("write " + file.name(), other);
        };
    }

    /// Says who may do what with a file or directory.
    ///
    /// @throws SparrowException if this session may not, or there was no answer in time
    public void setAcl(Handle handle, Acl acl, Duration limit) {
        if (ask(new LockCall.SetAcl(handle, acl), limit) instanceof CellAnswer.Refused refusal) {
            throw refused("change who may use " + handle.name(), refusal);
        }
    }

    /// Deletes a file, or a directory that is empty.
    public void delete(Handle handle, Duration limit) {
        if (ask(new LockCall.Delete(handle), limit) instanceof CellAnswer.Refused refusal) {
            throw refused("delete " + handle.name(), refusal);
        }
    }

    /// Takes a lock, and waits for it so long.
    ///
    /// @param exclusive for one writer, else for many readers
    /// @param lockDelay how long nobody gets it if this session fails
    /// @return empty if it was not free in time
    public Optional<Sequencer> acquire(Handle file, boolean exclusive, Duration lockDelay, Duration limit) {
        var number = numbers.incrementAndGet();
        var call = new LockCall.Acquire(file, exclusive, lockDelay.toMillis(), true);
        var answer = begin(number, call);
        try {
            return locked(file, answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            // It may be granted at this very moment, so the answer to this counts.
            node.request(new LockClient.StopWaiting(number));
            return locked(file, await(answer, LockSettings.DEFAULT.grace(), "The lock may be granted"));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            node.request(new LockClient.StopWaiting(number));
            throw new SparrowException(ErrorCode.CANCELLED, "Interrupted while waiting for " + file.name() + ".", e);
        }
    }

    private static Optional<Sequencer> locked(Handle file, CellAnswer answer) {
        return switch (answer) {
            case CellAnswer.Locked(var sequencer) -> Optional.of(sequencer);
            case CellAnswer.Refused(var reason) when reason == Reason.LOCKED || reason == Reason.DELAYED ->
                    Optional.empty();
            case CellAnswer other -> throw refused("lock " + file.name(), other);
        };
    }

    /// Gives a lock back.
    ///
    /// @return whether the session had it
    public boolean release(Handle file, Duration limit) {
        return ask(new LockCall.Release(file), limit) instanceof CellAnswer.Done;
    }

    /// Whether the holder of a lock that has shown this sequencer still holds it.
    public boolean check(Sequencer sequencer, Duration limit) {
        return ask(new LockCall.Check(sequencer), limit) instanceof CellAnswer.Checked(var good) && good;
    }

    private CompletableFuture<CellAnswer> begin(long number, LockCall call) {
        var answer = new CompletableFuture<CellAnswer>();
        asked.put(number, answer);
        if (standing == LockClient.Standing.ENDED) {
            answer.complete(new CellAnswer.Refused(Reason.NO_SESSION));
            asked.remove(number);
        } else {
            node.request(new LockClient.Ask(number, call));
        }
        return answer;
    }

    private CellAnswer ask(LockCall call, Duration limit) {
        return await(begin(numbers.incrementAndGet(), call), limit, call + " may yet be done");
    }

    private <T> T await(CompletableFuture<T> answer, Duration limit, String consequence) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "No answer from %s within %d ms: %s. The session is %s; connected are %s."
                            .formatted(
                                    members.keySet().stream().sorted().toList(),
                                    limit.toMillis(),
                                    consequence,
                                    standing,
                                    node.connected()),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SparrowException(ErrorCode.CANCELLED, "Interrupted: " + consequence + ".", e);
        }
    }

    private static SparrowException refused(String what, CellAnswer answer) {
        var reason = answer instanceof CellAnswer.Refused(var why) ? why : null;
        var message =
                switch (reason) {
                    case null -> "the answer was " + answer;
                    case NO_SESSION -> "the session has ended, and its locks are lost. Open another one";
                    case NO_SUCH_NAME -> "there is nothing of that name. Make it first";
                    case INVALID_NAME -> "a name is like /ls/driver, of letters, digits, '.', '_' and '-'";
                    case NOT_PERMITTED -> "an access list in " + Acl.DIRECTORY + " does not name this client";
                    case NOT_A_DIRECTORY -> "there is no directory of that name, or above it. Make it first";
                    case NOT_A_FILE -> "it is a directory";
                    case NOT_EMPTY -> "something is in it. Delete that first";
                    case TOO_LARGE -> "a file has at most 256 KiB";
                    case INVALID_HANDLE, ANOTHER_INSTANCE -> "it was deleted, or the handle closed. Open it again";
                    case WRONG_GENERATION, STALE_SEQUENCER, LOCKED, DELAYED, NOT_HELD, OLD_CALL, OLD_EPOCH ->
                            "the answer was " + reason;
                };
        return new SparrowException(ErrorCode.INVALID_ARGUMENT, "Cannot %s: %s.".formatted(what, message));
    }

    /// Ends the session: its locks are free at once. If the cell does not answer they are when the lease is over.
    @Override
    public void close() {
        if (standing != LockClient.Standing.ENDED) {
            try {
                ask(new LockCall.EndSession(), CLOSE_WAIT_MAX);
            } catch (SparrowException _) {
                // Its lease ends.
            }
        }
        node.close();
    }
}
