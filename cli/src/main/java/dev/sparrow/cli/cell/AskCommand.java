/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.cell.CellClient;
import dev.sparrow.cell.CellMessage;
import dev.sparrow.coordination.log.KeyValues;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/// Asks a running cell.
@Command(
        name = "ask",
        header = "Ask a running cell: put, get, cas, status, or change its members.",
        mixinStandardHelpOptions = true)
public final class AskCommand implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Spec private CommandSpec spec;
    @Mixin private CellOptions cell;

    @Option(
            names = "--as",
            defaultValue = "client",
            paramLabel = "NAME",
            description = "The name in this client's certificate, if certificates are used. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "N",
            description = "Give up after so long. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to ask: put, get, cas, status or members.");
    }

    @Command(name = "put", header = "Set a value.", mixinStandardHelpOptions = true)
    int put(@Parameters(paramLabel = "KEY") String key, @Parameters(paramLabel = "VALUE") String value) {
        return ask(client -> change(client, new KeyValues.Change.Put(key, value)));
    }

    @Command(
            name = "cas",
            header = "Set a value if the present one is as expected.",
            description = {
                "",
                "Prints the value that is there afterwards. The exit code is 1 if it was not as expected."
            },
            mixinStandardHelpOptions = true)
    int cas(
            @Parameters(paramLabel = "KEY") String key,
            @Parameters(paramLabel = "EXPECTED") String expected,
            @Parameters(paramLabel = "VALUE") String value) {
        return ask(client -> change(client, new KeyValues.Change.Cas(key, expected, value)));
    }

    @Command(
            name = "get",
            header = "Print a value.",
            description = {"", "The exit code is 1 if there is none."},
            mixinStandardHelpOptions = true)
    int get(@Parameters(paramLabel = "KEY") String key) {
        return ask(client -> {
            var found = (KeyValues.Value) client.read(new KeyValues.Get(key), limit());
            return found.value() == null ? CommandLine.ExitCode.SOFTWARE : print(found.value());
        });
    }

    @Command(name = "status", header = "Print how each member is.", mixinStandardHelpOptions = true)
    int status() {
        return ask(client -> {
            cell.members.addresses().keySet().forEach(member -> print(statusLine(client, member)));
            return CommandLine.ExitCode.OK;
        });
    }

    @Command(
            name = "members",
            header = "Make these the members that decide.",
            description = {
                "",
                "Start a new member with --join before it is added; stop one that is removed afterwards. --peers must have the"
                        + " addresses of all that decide now."
            },
            mixinStandardHelpOptions = true)
    int members(@Parameters(paramLabel = "a,b,…") String names) {
        var voters = new TreeSet<NodeId>();
        for (var voter : names.split(",", -1)) {
            voters.add(new NodeId(voter));
        }
        return ask(client -> changeMembers(client, voters));
    }

    /// Nobody may lead for a while, or another change be under way.
    private int changeMembers(CellClient client, Set<NodeId> voters) {
        var until = System.nanoTime() + limit().toNanos();
        var refused = refusal(client, voters);
        while (refused.isPresent() && System.nanoTime() < until) {
            LockSupport.parkNanos(PAUSE.toNanos());
            refused = refusal(client, voters);
        }
        if (refused.isPresent()) {
            throw new SparrowException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "The members are not %s after %d s: %s. Look at 'status'."
                            .formatted(voters, seconds, refused.get()));
        }
        return print("Members are " + voters + ".");
    }

    /// Why these were not made the members; empty if they were.
    private Optional<String> refusal(CellClient client, Set<NodeId> voters) {
        var leader = leader(client);
        return leader.isEmpty()
                ? Optional.of("nobody of " + cell.members + " leads")
                : client.changeMembers(leader.get(), voters, limit());
    }

    private Optional<NodeId> leader(CellClient client) {
        for (var member : cell.members.addresses().keySet()) {
            if (status(client, member).filter(CellMessage.Status::ready).isPresent()) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    private Optional<CellMessage.Status> status(CellClient client, NodeId member) {
        try {
            return Optional.of(client.status(member, Duration.ofSeconds(1)));
        } catch (SparrowException _) {
            return Optional.empty();
        }
    }

    private String statusLine(CellClient client, NodeId member) {
        return status(client, member)
                .map(status ->
                        "%s: term %d, %s, applied up to %d"
                                .formatted(
                                        member,
                                        status.term(),
                                        status.ready()
                                                ? "leads"
                                                : status.leader()
                                                        .map(leader -> "follows " + leader)
                                                        .orElse("knows no leader"),
                                        status.appliedIndex()))
                .orElse(member + ": does not answer");
    }

    private int change(CellClient client, KeyValues.Change change) {
        var answer =
                client.change((Record) change, limit())
                        .map(KeyValues.Value.class::cast)
                        .orElseThrow(() ->
                                new SparrowException(
                                        ErrorCode.LIMIT_EXCEEDED,
                                        "The cell has forgotten this client: nobody knows whether the change was made."));
        print(String.valueOf(answer.value()));
        return answer.done() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private int ask(ToIntFunction<CellClient> question) {
        var self = new NodeId(name + "/" + UUID.randomUUID());
        try (var client = CellClient.connect(self, cell.members.addresses(), cell.security(), limit())) {
            return question.applyAsInt(client);
        }
    }

    private Duration limit() {
        return Duration.ofSeconds(seconds);
    }

    private int print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
