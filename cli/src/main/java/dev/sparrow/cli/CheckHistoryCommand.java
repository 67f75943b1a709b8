/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli;

import dev.sparrow.simulation.history.Appends;
import dev.sparrow.simulation.history.History;
import dev.sparrow.simulation.history.Linearizability;
import dev.sparrow.simulation.history.Model;
import dev.sparrow.simulation.history.Verdict;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Says whether what clients of some system saw can be explained.
@Command(
        name = "check-history",
        header = "Check whether a history of operations is linearizable.",
        description = {
            "",
            "FILE has a JSON object a line: process, kind, key, value, invoke and return in nanoseconds, outcome ok, fail or"
                    + " unknown. See docs/histories.md."
        },
        mixinStandardHelpOptions = true)
final class CheckHistoryCommand implements Callable<Integer> {
    /// Transactions over lists have no states to search through, so they are no [Model].
    private static final String APPEND = "append";

    @Spec private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "register, cas, kv, mutex, or append for transactions over lists.")
    private String model;

    @Option(
            names = "--states",
            paramLabel = "N",
            defaultValue = "" + Linearizability.STATES_MAX,
            description = "Give up after so many states. Default: ${DEFAULT-VALUE}.")
    private long statesMax;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Override
    public Integer call() {
        var history = History.read(file);
        var verdict =
                model.equals(APPEND)
                        ? Appends.check(history)
                        : new Linearizability(Model.named(model), statesMax).check(history);
        var out = spec.commandLine().getOut();
        out.printf("%,d operations: %s%n", history.operations().size(), verdict);
        out.flush();
        return verdict instanceof Verdict.Explained ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
