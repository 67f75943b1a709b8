/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import dev.sparrow.simulation.Effect;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/// The effects that must not leave a node before its disk is as far.
///
/// This is the promise of [Effect]: a message and a report leave when all forced writes before them are durable.
final class Outbox {
    private record Held(Effect effect, long writes) {}

    private final Consumer<Effect> leave;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long writes;
    private long durable;

    /// @param leave carries out what may leave, in its order
    Outbox(Consumer<Effect> leave) {
        this.leave = leave;
    }

    /// A forced write was ordered.
    void wrote() {
        writes++;
    }

    /// Lets an effect leave, now or when what was written is durable.
    void add(Effect effect) {
        if (durable < writes) {
            held.add(new Held(effect, writes));
        } else {
            leave.accept(effect);
        }
    }

    /// So many forced writes are durable.
    void onDurable(long nowDurable) {
        durable = nowDurable;
        while (!held.isEmpty() && held.peek().writes() <= durable) {
            leave.accept(held.poll().effect());
        }
    }
}
