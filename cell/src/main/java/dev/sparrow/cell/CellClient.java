/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.log.LogClient;
import dev.sparrow.coordination.log.LogClients;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;
import dev.sparrow.transport.Security;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Asks a cell from outside of it, from any thread: one request at a time, or several of which nobody knows the order.
///
/// A change that was sent is made once, whoever leads meanwhile. If no answer comes in time nobody knows whether it was
/// made, and it stays open: it takes one of the places that requests have.
public final class CellClient implements AutoCloseable {
    private static final Duration RETRY = Duration.ofMillis(200);

    private final Map<NodeId, InetSocketAddress> members;
    private final Map<Long, CompletableFuture<CellMessage>> questions = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Optional<Record>>> requests = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Semaphore places;
    private final Node node;

    private CellClient(NodeId self, Map<NodeId, InetSocketAddress> members, Security security, int openMax) {
        this.members = Map.copyOf(members);
        this.places = new Semaphore(openMax);
        var settings = new NodeSettings(self, Optional.empty(), members, Optional.empty(), LogEngine.codec(), security);
        var one = LogClient.program(List.copyOf(members.keySet()), RETRY.toNanos());
        var program = LogClients.program(one, openMax);
        this.node = Node.start(settings, ClientMachine.program(program), this::onReport);
    }

    /// A client with one request open at a time. It calls all members, and goes on when one has answered or the time is
    /// over.
    ///
    /// @param self a name that no other client and no member has
    public static CellClient connect(
            NodeId self, Map<NodeId, InetSocketAddress> members, Security security, Duration limit) {
        return connect(self, members, security, 1, limit);
    }

    /// A client with several requests open at a time, each in a session of its own.
    ///
    /// @param openMax how many
    public static CellClient connect(
            NodeId self, Map<NodeId, InetSocketAddress> members, Security security, int openMax, Duration limit) {
        var client = new CellClient(self, members, security, openMax);
        client.node.awaitConnection(connected -> !connected.isEmpty(), limit);
        return client;
    }

    private void onReport(Record report) {
        switch (report) {
            case LogClients.Finished(var number, var answer) -> {
                places.release();
                requests.remove(number).complete(answer);
            }
            case CellMessage.Status status -> answer(status.number(), status);
            case CellMessage.Changed changed -> answer(changed.number(), changed);
            case CellMessage.Refused refused -> answer(refused.number(), refused);
            default -> {}
        }
    }

    private void answer(long number, CellMessage message) {
        var question = questions.get(number);
        if (question != null) {
            question.complete(message);
        }
    }

    /// Changes something.
    ///
    /// @return empty if the cell has forgotten the client: nobody knows whether the change was made
    /// @throws SparrowException if there was no answer in time: it may yet be made
    public Optional<Record> change(Record command, Duration limit) {
        return ask(new LogClient.Ask.Change(command), limit);
    }

    /// Reads something; what was answered before is seen.
    ///
    /// @throws SparrowException if there was no answer in time
    public Record read(Record question, Duration limit) {
        return ask(new LogClient.Ask.Read(question), limit).orElseThrow();
    }

    /// Changes something, and does not wait for the answer, but for a place if as many requests are open as may be.
    ///
    /// @return the answer once it is there; empty if the cell has forgotten the client
    /// @throws SparrowException if there was no place in time: nothing was sent
    public CompletableFuture<Optional<Record>> begin(Record command, Duration limit) {
        return open(new LogClient.Ask.Change(command), limit).copy();
    }

    private Optional<Record> ask(LogClient.Ask ask, Duration limit) {
        return await(open(ask, limit), limit, ask + " may yet be done");
    }

    private CompletableFuture<Optional<Record>> open(LogClient.Ask ask, Duration limit) {
        takePlace(limit);
        var number = numbers.incrementAndGet();
        var answer = new CompletableFuture<Optional<Record>>();
        requests.put(number, answer);
        node.request(new LogClients.Ask(number, ask));
        return answer;
    }

    private void takePlace(Duration limit) {
        try {
            if (!places.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SparrowException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "Nothing was sent: %d requests before it were not answered within %d ms. Connected are %s."
                                .formatted(requests.size(), limit.toMillis(), node.connected()));
            }
        } catch (InterruptedException e) {
            throw interrupted("nothing was sent", e);
        }
    }

    /// How a member is.
    ///
    /// @throws SparrowException if there was no answer in time
    public CellMessage.Status status(NodeId member, Duration limit) {
        var number = numbers.incrementAndGet();
        return (CellMessage.Status) tell(member, number, new CellMessage.AskStatus(number), limit);
    }

    /// Makes these the members; `leader` must lead.
    ///
    /// @return empty if it is done, else why it was refused
    /// @throws SparrowException if there was no answer in time: it may yet be done
    public Optional<String> changeMembers(NodeId leader, Set<NodeId> voters, Duration limit) {
        var number = numbers.incrementAndGet();
        var message = new CellMessage.ChangeMembers(number, voters, Set.of());
        return switch (tell(leader, number, message, limit)) {
            case CellMessage.Refused(_, var reason) -> Optional.of(reason);
            case CellMessage.Changed _, CellMessage.Status _, CellMessage.AskStatus _, CellMessage.ChangeMembers _ ->
                    Optional.empty();
        };
    }

    private CellMessage tell(NodeId member, long number, CellMessage message, Duration limit) {
        var answer = new CompletableFuture<CellMessage>();
        questions.put(number, answer);
        try {
            // What is told to nobody is not told again.
            node.awaitConnection(connected -> connected.contains(member.name()), limit);
            node.request(new ClientMachine.Tell(member, message));
            return await(answer, limit, "member " + member + " may be down");
        } finally {
            questions.remove(number);
        }
    }

    private <T> T await(CompletableFuture<T> answer, Duration limit, String consequence) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "No answer from %s within %d ms: %s. Connected are %s."
                            .formatted(
                                    members.keySet().stream().sorted().toList(),
                                    limit.toMillis(),
                                    consequence,
                                    node.connected()),
                    e);
        } catch (InterruptedException e) {
            throw interrupted(consequence, e);
        }
    }

    private static SparrowException interrupted(String consequence, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SparrowException(ErrorCode.CANCELLED, "Interrupted: " + consequence + ".", e);
    }

    @Override
    public void close() {
        node.close();
    }
}
