/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.coordination.lock.LockRules;
import dev.sparrow.coordination.lock.LockServer;
import dev.sparrow.coordination.lock.LockSettings;
import dev.sparrow.coordination.log.Configuration;
import dev.sparrow.simulation.Program;

import java.util.Optional;
import java.util.function.Consumer;

/// Starts members of cells: small groups of processes that keep a map of texts on the disks of a majority.
public final class Cell {
    private Cell() {}

    private static Program served(Program log) {
        return LockServer.program(log, state -> ((MapAndLocks) state).locks(), LockSettings.DEFAULT, new LockRules());
    }

    /// Starts a member, from what its folder holds.
    ///
    /// @param reports hears what it reports, and must not block
    public static Node start(CellSettings settings, Consumer<Record> reports) {
        Identity.check(settings.data(), settings.self(), settings.engine());
        var first = settings.joins() ? Configuration.NONE : Configuration.of(settings.members().keySet());
        var node =
                new NodeSettings(
                        settings.self(),
                        Optional.of(settings.members().get(settings.self())),
                        settings.members(),
                        Optional.of(settings.data().resolve("log")),
                        LogEngine.codec(),
                        settings.security());
        return Node.start(node, Member.program(served(settings.engine().program(first))), reports);
    }
}
