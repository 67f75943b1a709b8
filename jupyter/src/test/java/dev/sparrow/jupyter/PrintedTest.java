/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What a cell prints reaches the notebook while the cell runs.
class PrintedTest {
    private static final long LIMIT_SECONDS = 60;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Printed printed =
            new Printed(
                    new Output() {
                        @Override
                        public void print(String text) {
                            told.add(text);
                        }

                        @Override
                        public void table(String html, String text) {
                            told.add(html);
                        }

                        @Override
                        public void picture(String svg, String text) {
                            told.add(svg);
                        }

                        @Override
                        public void progress(String line) {
                            told.add(line);
                        }
                    });
    private final PrintStream stream = new PrintStream(printed, false, StandardCharsets.UTF_8);

    @Test
    void line_isTold_thoughNothingIsPrintedAfterIt() throws InterruptedException {
        stream.println("begun");
        assertThat(told.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("begun\n");
        stream.println("goes on");
        assertThat(told.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("goes on\n");
        stream.close();
        assertThat(told).isEmpty();
    }

    @Test
    void beginOfALine_waitsForItsEnd() throws InterruptedException {
        stream.print("first\nsec");
        stream.flush();
        assertThat(told.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("first\n");
        stream.print("ond\nthi");
        stream.flush();
        assertThat(told.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("second\n");
        stream.close();
        assertThat(told.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("thi");
    }

    @Test
    void linesOfOneMoment_areToldTogether() {
        stream.println("a");
        stream.println("b");
        stream.close();
        assertThat(String.join("", told)).isEqualTo("a\nb\n");
    }
}
