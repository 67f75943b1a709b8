/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.benchmarks.workload.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class MeasurementFileTest {
    @TempDir private Path folder;

    @Test
    void whatIsWritten_isRead() throws IOException {
        var answer = new Answer(List.of("(the,3)", "(ü = #,2)"), List.of(0.1 + 0.2, Double.MIN_VALUE));
        var measured = new Measurement(12.5, List.of(3.0, 1.0, 2.5), 0.25, 1L << 40, answer);
        var file = folder.resolve("measured");
        MeasurementFile.write(file, measured);

        assertThat(MeasurementFile.read(file)).isEqualTo(measured);
    }

    @Test
    void answerWithoutNumbers_isRead() throws IOException {
        var measured = new Measurement(1, List.of(1.0), 0, 0, Answer.exactly(7));
        var file = folder.resolve("measured");
        MeasurementFile.write(file, measured);

        assertThat(MeasurementFile.read(file)).isEqualTo(measured);
    }
}
