/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.coordination.commit.Vote;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The counts of small explorations, which change only when a protocol does.
class ExplorationTest {
    private static Exploration.Found explore(Protocol protocol, Faults faults) {
        return Exploration.all(
                Cell.allVotes(2).stream().map(votes -> Situation.first(new Cell(protocol, votes), faults)).toList());
    }

    @Test
    void withoutFaults_allCommitOrAllAbort_inFewSituations() {
        var found = explore(Protocol.twoPhase(), Faults.NONE);
        assertThat(found.situations()).isEqualTo(64);
        assertThat(found.resting()).isEqualTo(8);
        assertThat(found.violating() + found.inDoubt() + found.undone()).isZero();
    }

    @Test
    void readOnlyParticipants_neitherWaitNorBlock() {
        var cell = new Cell(Protocol.twoPhase(), List.of(Vote.READ_ONLY, Vote.READ_ONLY));
        var found = Exploration.all(List.of(Situation.first(cell, Faults.NONE.crashes(2).repaired())));
        assertThat(found.violating() + found.inDoubt() + found.undone()).isZero();
    }

    @Test
    void aMajorityOfTheQuorumVariant_isNeverBlockedByOneCrash() {
        var found =
                Exploration.all(
                        List.of(
                                Situation.first(
                                        new Cell(Protocol.quorumThreePhase(), List.of(Vote.YES, Vote.YES, Vote.YES)),
                                        Faults.NONE.crashes(1))));
        assertThat(found.violating() + found.inDoubt() + found.undone()).isZero();
    }
}
