/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.config.Keys;
import dev.sparrow.event.Event;
import dev.sparrow.event.JobDescription;
import dev.sparrow.event.StageOutline;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

class ConsoleProgressTest {

    @Test
    void progress_goesToTerminalsUnlessSomebodySaysOtherwise() {
        assertThat(ConsoleProgress.wanted(Keys.Progress.AUTO, true)).isTrue();
        assertThat(ConsoleProgress.wanted(Keys.Progress.AUTO, false)).isFalse();
        assertThat(ConsoleProgress.wanted(Keys.Progress.ON, false)).isTrue();
        assertThat(ConsoleProgress.wanted(Keys.Progress.OFF, true)).isFalse();
    }

    @Test
    void shortJob_drawsNothing() {
        var terminal = new ByteArrayOutputStream();
        var progress = new ConsoleProgress(new PrintStream(terminal, true, StandardCharsets.UTF_8), 80);
        var stage = new StageId(0);
        var plan = List.of(new StageOutline(stage, "count at A.java:1", List.of(), 2, List.of()));
        progress.onEvent(new Event.JobStarted(new JobId(0), "count at A.java:1", JobDescription.NONE, plan));
        progress.onEvent(new Event.StageStarted(stage, "count at A.java:1", 2, 0));
        progress.onEvent(new Event.StageFinished(stage, Duration.ofMillis(1)));
        progress.onEvent(new Event.JobFinished(new JobId(0), Duration.ofMillis(1), ""));
        assertThat(terminal.toByteArray()).isEmpty();
    }
}
