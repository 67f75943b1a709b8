/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.verification.Row;
import dev.sparrow.verification.Tier;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;

class RingSuiteTest {
    /// But for the time of a look-up, which is no matter of being right.
    @Test
    void allGoals_areMet() {
        var rows = new ArrayList<Row>();
        new RingSuite().run(Tier.C, rows::add);
        assertThat(rows)
                .filteredOn(row -> !row.what().contains("ns"))
                .hasSize(8)
                .allSatisfy(row -> assertThat(row.met()).as(row.toString()).isTrue());
    }
}
