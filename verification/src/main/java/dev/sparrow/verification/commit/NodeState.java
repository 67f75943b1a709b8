/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.CommitMachine;

import java.util.List;
import java.util.Objects;

/// A node of a [Situation]: its machine, its disk and its sink. Immutable: a machine in it is copied before it steps.
final class NodeState {
    /// What a sink shows to everybody.
    enum Sink {
        UNTOUCHED,
        PREPARED,
        COMMITTED,
        ABORTED
    }

    /// Null while the node is down.
    final CommitMachine<?> machine;

    final List<Record> durable;

    /// Written and not forced: lost by a crash.
    final List<Record> lazy;

    final Sink sink;
    final boolean restarted;

    /// How far ahead of the others the node's clock has been, or 0.
    final long aheadNanos;

    private final int hash;

    NodeState(
            CommitMachine<?> machine,
            List<Record> durable,
            List<Record> lazy,
            Sink sink,
            boolean restarted,
            long aheadNanos) {
        this.machine = machine;
        this.durable = durable;
        this.lazy = lazy;
        this.sink = sink;
        this.restarted = restarted;
        this.aheadNanos = aheadNanos;
        this.hash = Objects.hash(transactions(), durable, lazy, sink, restarted, aheadNanos);
    }

    boolean isUp() {
        return machine != null;
    }

    private Object transactions() {
        return machine == null ? null : machine.transactions();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeState node
                && hash == node.hash
                && sink == node.sink
                && restarted == node.restarted
                && aheadNanos == node.aheadNanos
                && Objects.equals(transactions(), node.transactions())
                && durable.equals(node.durable)
                && lazy.equals(node.lazy);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
