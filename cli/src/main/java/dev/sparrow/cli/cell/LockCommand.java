/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.cell.LockSession;
import dev.sparrow.coordination.lock.Handle;
import dev.sparrow.coordination.lock.LockCall.Create;
import dev.sparrow.coordination.lock.LockClient.Standing;
import dev.sparrow.coordination.lock.Sequencer;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Runs a command while it holds a lock of a cell: for scripts of which one at a time is to run.
@Command(
        name = "lock",
        header = "Run a command while holding a lock of a cell.",
        description = {
            "",
            "Waits for the lock NAME, runs the command and gives the lock back; the exit code is the command's. If the lock is"
                    + " lost meanwhile (no member of the cell could be reached for too long), the command is ended and the exit"
                    + " code is 1. The command finds SPARROW_LOCK and SPARROW_LOCK_GENERATION in its environment: the"
                    + " generation rises with each holder, so that others can tell late requests of earlier ones."
        },
        mixinStandardHelpOptions = true)
public final class LockCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    @Spec private CommandSpec spec;
    @Mixin private CellOptions cell;

    @Option(
            names = "--as",
            defaultValue = "lock",
            paramLabel = "WHO",
            description = "The name in this client's certificate, if certificates are used. Default: ${DEFAULT-VALUE}.")
    private String who;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "Wait so long for the lock. Default: for ever.")
    private Integer waitSeconds;

    @Option(names = "--shared", description = "Hold it with others that hold it --shared.")
    private boolean shared;

    @Option(
            names = "--lock-delay",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = {
                "How long nobody gets the lock if this process dies without giving it back, at most 60."
                        + " Default: ${DEFAULT-VALUE}."
            })
    private int lockDelaySeconds;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "The lock: a name such as nightly or /ls/backup/nightly.")
    private String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "After --: the command.")
    private List<String> command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var words = command.getFirst().equals("--") ? command.subList(1, command.size()) : command;
        if (words.isEmpty() || lockDelaySeconds < 0 || lockDelaySeconds > 60) {
            throw new ParameterException(
                    spec.commandLine(), "Give a command after '--', and a --lock-delay from 0 to 60 seconds.");
        }
        var lost = new CompletableFuture<Void>();
        var listener =
                new LockSession.Listener() {
                    @Override
                    public void became(Standing standing) {
                        if (standing == Standing.ENDED) {
                            lost.complete(null);
                        }
                    }
                };
        var self = new NodeId(who + "/" + UUID.randomUUID());
        try (var session = LockSession.open(self, cell.members.addresses(), cell.security(), listener, LIMIT)) {
            var path = name.startsWith("/") ? name : "/ls/" + name;
            var file = open(session, path);
            var limit = waitSeconds == null ? FOR_EVER : Duration.ofSeconds(waitSeconds);
            var delay = Duration.ofSeconds(lockDelaySeconds);
            var sequencer = session.acquire(file, !shared, delay, limit).orElseThrow(() -> notFree(path));
            return run(words, sequencer, lost);
        }
    }

    private static Handle open(LockSession session, String path) {
        for (var slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            session.close(session.open(path.substring(0, slash), Create.DIRECTORY, false, LIMIT), LIMIT);
        }
        return session.open(path, Create.FILE, false, LIMIT);
    }

    private SparrowException notFree(String path) {
        return new SparrowException(
                ErrorCode.LIMIT_EXCEEDED,
                "Lock %s was not free within %d s; the command was not run. Another holds it, or died less than its lock-delay ago."
                        .formatted(path, waitSeconds));
    }

    private static int run(List<String> words, Sequencer sequencer, CompletableFuture<Void> lost)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words).inheritIO();
        builder.environment().put("SPARROW_LOCK", sequencer.name());
        builder.environment().put("SPARROW_LOCK_GENERATION", String.valueOf(sequencer.generation()));
        var process = builder.start();
        var ends = lost.thenRun(process::destroy);
        try {
            var code = process.waitFor();
            if (ends.isDone()) {
                throw new SparrowException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "Lock %s was lost, and '%s' was ended: the cell could not be reached for too long. What it had begun may be half done."
                                .formatted(sequencer.name(), String.join(" ", words)));
            }
            return code;
        } finally {
            process.destroy();
        }
    }
}
