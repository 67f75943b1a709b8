/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.cli.cell.AskCommand;
import dev.sparrow.cli.cell.DemoCommand;
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
import java.util.List;

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
                            description = "Run one only: raft, paxos, locks, commit or ring. Default: all.")
                    String suite) {
        var out = spec.commandLine().getOut();
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

    private Collection<Suite> suites(String name) {
        var all = Verification.suites();
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
