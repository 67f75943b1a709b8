/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation;

/// What happens to a machine on a node.
public sealed interface Event {
    /// A message arrived. It may be late, a copy of one that arrived before, or from a node that is gone.
    record Received(NodeId from, Record message) implements Event {
        @Override
        public String toString() {
            return from + " -> " + message;
        }
    }

    /// Time has passed; at the latest when the machine asked for it by [Effect.WakeAt].
    record Tick() implements Event {
        @Override
        public String toString() {
            return "tick";
        }
    }

    /// Everything up to the forced [Effect.Write] with this number is on the disk and stays there through a crash.
    /// Writes are counted from 1, the forced ones only, since the machine was started; one event may stand for many of
    /// them.
    record Durable(long writes) implements Event {
        @Override
        public String toString() {
            return "durable " + writes;
        }
    }

    /// The program on this node asks for something.
    record Request(Record what) implements Event {
        @Override
        public String toString() {
            return "request " + what;
        }
    }
}
