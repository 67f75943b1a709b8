/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.simulation.Effect;
import dev.sparrow.simulation.NodeId;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;

class OutboxTest {
    private record Word(String text) {}

    private static Effect report(String text) {
        return new Effect.Report(new Word(text));
    }

    @Test
    void effects_waitForTheForcedWritesBeforeThem_andForNoOthers() {
        var left = new ArrayList<Effect>();
        var outbox = new Outbox(left::add);
        outbox.add(report("before"));
        assertThat(left).containsExactly(report("before"));
        outbox.wrote();
        outbox.add(report("after 1"));
        var send = new Effect.Send(new NodeId("b"), new Word("after 1 too"));
        outbox.add(send);
        outbox.wrote();
        outbox.add(report("after 2"));
        assertThat(left).hasSize(1);
        outbox.onDurable(1);
        assertThat(left).containsExactly(report("before"), report("after 1"), send);
        outbox.onDurable(2);
        outbox.add(report("at once"));
        assertThat(left).endsWith(report("after 2"), report("at once"));
    }
}
