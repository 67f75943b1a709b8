/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import dev.sparrow.cell.Cell;
import dev.sparrow.cell.CellSettings;
import dev.sparrow.cell.LogEngine;
import dev.sparrow.coordination.log.LogReport;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.simulation.NodeId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// Runs a member of a cell until it is killed.
@Command(
        name = "serve",
        header = "Run a member of a cell that keeps a map of texts on the disks of a majority.",
        description = {
            "",
            "Start one process for each member, with the same --peers. A member that is killed and started again goes on from"
                    + " its folder. Without a secret or certificates it listens on the loopback address only."
        },
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private CellOptions cell;

    @Option(names = "--id", required = true, paramLabel = "NAME", description = "Which of the peers this is.")
    private String id;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder of this member alone.")
    private Path data;

    @Option(
            names = "--engine",
            defaultValue = "raft",
            paramLabel = "ENGINE",
            description = "raft or paxos, the same for all members. Default: ${DEFAULT-VALUE}.")
    private LogEngine engine;

    @Option(
            names = "--join",
            description = "The cell is there already: wait to be made a member by 'coordination ask … members'.")
    private boolean joins;

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var settings = new CellSettings(new NodeId(id), cell.members.addresses(), data, engine, cell.security(), joins);
        try (var node = Cell.start(settings, report -> print(out, report))) {
            var at = node.address();
            out.printf(
                    "Member %s listens on %s:%d; %s, data in %s.%n",
                    id, at.getHostString(), at.getPort(), engine, data);
            out.flush();
            throw new SparrowException(ErrorCode.INTERNAL, "Member " + id + " has ended: " + node.ended().get() + ".");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(PrintWriter out, Record report) {
        if (report instanceof LogReport.Leadership(var leader, var term, var ready)) {
            out.printf(
                    "Term %d: %s%s%n",
                    term, leader.map(who -> who + " leads").orElse("nobody leads"), ready ? ", ready" : "");
            out.flush();
        }
    }
}
