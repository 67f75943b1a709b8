/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.driver;

import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// The tasks that have counted: each does so once for as long as its stage lives, also if its output is lost and made
/// again.
final class CountedTasks {
    private final Map<StageId, BitSet> partitions = new HashMap<>();

    /// Whether no attempt of the task counted before this one, which does now.
    boolean first(AttemptId attempt) {
        var counted = partitions.computeIfAbsent(attempt.stage(), _ -> new BitSet());
        var first = !counted.get(attempt.partition());
        counted.set(attempt.partition());
        return first;
    }

    void forget(StageId stage) {
        partitions.remove(stage);
    }
}
