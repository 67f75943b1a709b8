/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.io.Serializable;

/// One run of one task: the partition of a stage, and the how-manieth run of it, from 0.
public record AttemptId(StageId stage, int partition, int attempt) implements Comparable<AttemptId>, Serializable {
    @Override
    public int compareTo(AttemptId other) {
        var byStage = stage.compareTo(other.stage);
        if (byStage != 0) {
            return byStage;
        }
        var byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Integer.compare(attempt, other.attempt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttemptId(var itsStage, var itsPartition, var itsAttempt)
                && attempt == itsAttempt
                && partition == itsPartition
                && stage.equals(itsStage);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * stage.value() + partition) + attempt;
    }

    @Override
    public String toString() {
        return stage + "." + partition + "#" + attempt;
    }
}
