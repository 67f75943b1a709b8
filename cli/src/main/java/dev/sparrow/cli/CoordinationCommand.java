/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.cell.AskCommand;
import dev.sparrow.cli.cell.DemoCommand;
import dev.sparrow.cli.cell.ProcessSuite;
import dev.sparrow.cli.cell.ServeCommand;
import dev.sparrow.verification.Row;
import dev.sparrow.verification.Suite;
import dev.sparrow.verification.Tier;
import dev.sparrow.verification.all.Verification;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The protocols that members of a cluster agree by.
@Command(
        name = "coordination",
        header = "Run a cell that agrees by Raft or Paxos, or verify the protocols.",
        mixinStandardHelpOptions = true,
        subcommands = {ServeCommand.class, AskCommand.class, DemoCommand.class})
final class CoordinationCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do with the protocols: serve, ask, demo or verify.");
    }

    @Command(
            name = "verify",
            header = "Run the protocols under faults by seed, and wrong ones too.",
            description = {
                "",
                "Prints a line for each suite and for each bug that is planted on purpose, with its target. The exit code is 0 if"
                        + " all targets were met."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--tier",
                            defaultValue = "C",
                            paramLabel = "TIER",
                            description =
                                    "C takes four minutes at most, N an hour or so, X several hours. Default:"
                                            + " ${DEFAULT-VALUE}.")
                    Tier tier,
            @Option(
                            names = "--suite",
                            paramLabel = "SUITE",
                            description = "Run one only: raft, paxos, locks, commit, ring or processes. Default: all.")
                    String suite,
            @Option(
                            names = "--seed",
                            paramLabel = "SEED",
                            description = "Tell the run of this seed of a suite, line by line, in place of a table.")
                    Long seed,
            @Option(
                            names = "--bug",
                            paramLabel = "NAME",
                            description =
                                    "With --seed: plant this bug, by its name in the table. What goes wrong is told as"
                                            + " shortly as it can be.")
                    String bug) {
        var out = spec.commandLine().getOut();
        if (seed != null) {
            return tell(suite, seed, Optional.ofNullable(bug));
        }
        out.println(Row.head());
        out.flush();
        var met =
                Verification.run(
                        suites(suite),
                        tier,
                        row -> {
                            out.println(row);
                            out.flush();
                        });
        out.println(met ? "All targets are met." : "Some targets are MISSED.");
        out.flush();
        return met ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private int tell(String suite, long seed, Optional<String> bug) {
        var lines =
                suites(suite).stream()
                        .findFirst()
                        .filter(_ -> suite != null)
                        .flatMap(one -> one.tell(seed, bug))
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "There is nothing to tell: name a suite that runs by seeds, raft, paxos, locks"
                                                + " or commit, and a bug as the table of the suite does."));
        var out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private Collection<Suite> suites(String name) {
        var all = new LinkedHashMap<>(Verification.suites());
        all.put("processes", new ProcessSuite());
        if (name == null) {
            return all.values();
        }
        if (!all.containsKey(name)) {
            throw new ParameterException(
                    spec.commandLine(), "'%s' is no suite; there are %s.".formatted(name, all.keySet()));
        }
        return List.of(all.get(name));
    }
}
