/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

/// Brings all nodes back, mends the network and lets time pass: whatever happened, now everything must be decided.
final class Repair {
    private static final int STEPS_MAX = 2_000;

    private Repair() {}

    static Situation of(Situation broken) {
        var calm = Faults.NONE.repaired();
        var situation =
                new Situation(
                        broken.cell,
                        broken.nodes,
                        broken.messages,
                        calm,
                        Situation.WHOLE,
                        broken.logged,
                        broken.finished,
                        broken.nowNanos,
                        true,
                        broken.violation);
        var until = broken.nowNanos + 2L * broken.cell.protocol().horizon() * Protocol.PATIENCE;
        for (var step = 0; step < STEPS_MAX && situation.nowNanos < until; step++) {
            var act = next(situation);
            if (act == null) {
                break;
            }
            situation = situation.after(act);
        }
        return situation;
    }

    private static Act next(Situation situation) {
        for (var node = 0; node < situation.nodes.length; node++) {
            if (!situation.nodes[node].isUp()) {
                return new Act.Restart(node);
            }
            if (situation.wake(node) <= situation.nowNanos) {
                return new Act.Tick(node);
            }
        }
        if (!situation.messages.isEmpty()) {
            return new Act.Deliver(0);
        }
        return situation.nextWake() == Long.MAX_VALUE ? null : new Act.Wait();
    }
}
