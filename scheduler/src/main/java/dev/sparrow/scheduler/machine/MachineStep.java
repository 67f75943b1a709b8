/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.util.ArrayList;
import java.util.List;

/// The step that the machine is in: its number, its time, and what is to be done after it.
final class MachineStep {
    private long number;
    private long nowMillis = Long.MIN_VALUE;
    private List<Output> outputs = new ArrayList<>();

    /// Time that goes back stands still.
    void begin(long timeMillis) {
        nowMillis = Math.max(nowMillis, timeMillis);
        number++;
        outputs = new ArrayList<>();
    }

    long number() {
        return number;
    }

    long nowMillis() {
        return nowMillis;
    }

    void say(Output output) {
        outputs.add(output);
    }

    List<Output> outputs() {
        return outputs;
    }
}
