/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.verification.Row;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;

/// A short run of the suite of processes; `bin/sparrow coordination verify --suite processes --tier N` has long ones.
class ProcessSuiteTest {
    @Test
    void processesThatAreKilledStoppedAndParted_showClientsOneOrder() {
        var rows = new ArrayList<Row>();
        var met = new ProcessSuite(Duration.ofSeconds(6), Duration.ofSeconds(2)).play(1, 1, rows::add);
        assertThat(met).as(rows.toString()).isTrue();
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.faults()).isGreaterThanOrEqualTo(3));
    }
}
