/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;

class JsonReportTest {
    @Test
    void report_hasMediansGapsAndRatios() {
        assertThat(JsonReport.of(Reports.example()))
                .contains("\"medianMillis\": 1234.5", "\"skipped\": \"it would be dull\"")
                .contains(
                        """
                              "ratios": {
                                "sparrowToHand": 12.0,
                                "sparkToSparrow": 100.0
                              }
                        """
                                .stripTrailing())
                .contains("\"problems\": []");
    }

    @Test
    void strangeTexts_areEscaped_andNoNumberIsNull() {
        var value = new LinkedHashMap<String, Object>();
        value.put("a \"b\" \\ \n\u0001", List.of(1, 2.5, Double.NaN));

        assertThat(Json.text(value)).isEqualTo("{\n  \"a \\\"b\\\" \\\\ \\n\\u0001\": [1, 2.5, null]\n}");
    }
}
