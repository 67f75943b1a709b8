/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation;

import java.util.List;

/// What a machine on a node wants done.
///
/// Effects are carried out in their order, those of one step after those of the step before. A node may crash between
/// any two of them, and what was not forced to disk may be lost then. So the rule that protocols live by ("make it
/// durable before you answer") is the order of two effects: a [Send] and a [Report] leave only when all forced [Write]s
/// and [Rewrite]s before them are durable. What must not wait for the disk is a [SendAtOnce].
public sealed interface Effect {
    /// Sends a message once all forced writes before it are durable.
    record Send(NodeId to, Record message) implements Effect {
        @Override
        public String toString() {
            return "send " + to + " " + message;
        }
    }

    /// Sends a message without waiting for the disk: it must promise nothing that a crash could break.
    record SendAtOnce(NodeId to, Record message) implements Effect {
        @Override
        public String toString() {
            return "send at once " + to + " " + message;
        }
    }

    /// Appends a record to the node's log on disk. A forced one is followed by a flush to disk (which may serve several
    /// of them) and by an [Event.Durable]; one that is not forced becomes durable with a later forced one, or never.
    record Write(Record record, boolean forced) implements Effect {
        /// A forced write.
        public Write(Record record) {
            this(record, true);
        }

        @Override
        public String toString() {
            return (forced ? "write " : "write lazily ") + record;
        }
    }

    /// Puts these records in place of all that the node's log holds, in one step that a crash cannot split, and forced:
    /// it counts as one write in [Event.Durable].
    record Rewrite(List<? extends Record> records) implements Effect {
        public Rewrite {
            records = List.copyOf(records);
        }

        @Override
        public String toString() {
            return "rewrite " + records;
        }
    }

    /// Asks for a [Event.Tick] at this time of the node's clock. The last one counts; it stays until it has come.
    record WakeAt(long nanos) implements Effect {
        @Override
        public String toString() {
            return "wake at " + nanos / 1_000_000 + " ms";
        }
    }

    /// Tells the program on this node, once all forced writes before it are durable.
    record Report(Record what) implements Effect {
        @Override
        public String toString() {
            return "report " + what;
        }
    }

    /// Ends the machine: it cannot go on without doing damage, and says why. A restart may help, or an operator.
    record Halt(String reason) implements Effect {
        @Override
        public String toString() {
            return "halt: " + reason;
        }
    }
}
