/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.verification.Row;
import dev.sparrow.verification.Tier;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;

/// The suite of atomic commit; `-Dtier=N` runs the larger ones.
class CommitSuiteTest {
    @Test
    void theKnownShape_isFound_correctCodeShowsNothing_andEveryPlantedBugIsFound() {
        var rows = new ArrayList<Row>();
        new CommitSuite().run(Tier.valueOf(System.getProperty("tier", "C")), rows::add);
        assertThat(rows).allSatisfy(row -> assertThat(row.met()).as(row.toString()).isTrue());
    }

    @Test
    void aWalk_isTheSameEveryTime() {
        for (var candidate : CommitSuite.correct()) {
            var walks = new RandomWalks(candidate.protocol(), candidate.faults());
            for (var seed = 0; seed < 20; seed++) {
                assertThat(walks.tell(seed)).isEqualTo(walks.tell(seed));
            }
        }
    }
}
