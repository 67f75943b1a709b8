/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class BarChartTest {
    @TempDir private Path folder;

    /// Letters are drawn as shapes, so the colours must do.
    @Test
    void chart_hasABarInTheColourOfEachEngine() throws IOException {
        var file = folder.resolve("chart.svg");
        BarChart.write(Reports.example(), file);

        assertThat(file).content().contains("<svg", "rgb(192,57,43)", "rgb(229,152,102)", "rgb(86,101,115)");
    }

    @Test
    void coordinates_keepOneDigit() {
        assertThat(BarChart.rounded("M-5.46875,-0.0 L12.34 1.1")).isEqualTo("M-5.4,-0.0 L12.3 1.1");
    }
}
