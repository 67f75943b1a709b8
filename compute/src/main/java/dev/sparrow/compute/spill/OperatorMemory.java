/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.spill;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.window.BatchWindows;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.block.SpillWriter;
import dev.sparrow.storage.block.SpilledRows;
import dev.sparrow.storage.memory.MemoryShare;

/// The memory that one operator of a task may use, and its place on disk for what does not fit.
public final class OperatorMemory {
    /// How often rows that come one by one make an operator ask.
    public static final int ROWS_PER_QUESTION = 64;

    private final Label label;
    private final TaskEnvironment environment;
    private final MemoryShare share;

    public OperatorMemory(Label label, TaskEnvironment environment) {
        this.label = label;
        this.environment = environment;
        this.share = environment.memory().share();
    }

    public TaskEnvironment environment() {
        return environment;
    }

    /// Whether the operator may hold so many bytes.
    public boolean holds(long bytes) {
        return share.holds(bytes);
    }

    /// How many bytes it may hold without asking.
    public long bytes() {
        return share.bytes();
    }

    /// It holds nothing any more.
    public void emptied() {
        share.shrink(0);
    }

    /// Ends the attempt if what one key has takes more than all tables of the process may: on disk it is of no use.
    public void insist(long bytes, Object key) {
        if (bytes > share.bytesMax()) {
            throw new SparrowException(
                    ErrorCode.OUT_OF_RESOURCES,
                    name()
                            + " cannot hold what it has made of the values of key "
                            + label.values().show(key)
                            + ": about "
                            + bytes
                            + " bytes, where all tables of the process may take "
                            + share.bytesMax()
                            + ". Aggregate into something smaller, split the key, or use a larger heap (-Xmx).");
        }
    }

    private String name() {
        return label + " (partition " + environment.attempt().partition() + ")";
    }

    public SpillWriter open() {
        return environment.openSpill(name());
    }

    /// What a writer was given, to be read.
    public SpilledRows finish(SpillWriter writer) {
        var rows = writer.finish();
        environment.counters().spilled(label, rows.rows(), rows.bytes());
        return rows;
    }

    /// All rows of a source on disk.
    public SpilledRows spilled(WindowSource rows) {
        var writer = open();
        for (var window = rows.next(); window != null; window = rows.next()) {
            environment.checkCancelled();
            writer.append(window);
        }
        return finish(writer);
    }

    public WindowSource read(SpilledRows rows) {
        return new BatchWindows(rows.batches(), _ -> environment.checkCancelled());
    }
}
