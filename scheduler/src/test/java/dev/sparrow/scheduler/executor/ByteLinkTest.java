/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.scheduler.protocol.ExecutorEvent;
import dev.sparrow.scheduler.protocol.ExecutorEvent.TaskStarted;
import dev.sparrow.scheduler.protocol.TaskReport;
import dev.sparrow.scheduler.protocol.Wire;
import dev.sparrow.scheduler.stage.BarrierRounds;
import dev.sparrow.scheduler.stage.TaskFailure;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The order in which a driver hears the news of an executor.
class ByteLinkTest {
    private final List<ExecutorEvent> heard = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final ByteLink link =
            new ByteLink(bytes -> heard.add(Wire.decode(bytes, ExecutorEvent.class)), new ReportStore(), later::add);

    private static AttemptId attempt(int partition) {
        return new AttemptId(new StageId(1), partition, 0);
    }

    private static TaskStarted started(int partition) {
        return new TaskStarted(attempt(partition), Instant.EPOCH);
    }

    private static ExecutorEvent ended(int partition, String reason) {
        var failure = new TaskFailure.EngineError("x", new IllegalStateException());
        return new ExecutorEvent.TasksEnded(
                List.of(new TaskReport.Failed(attempt(partition), failure, reason, Instant.EPOCH)));
    }

    private static List<TaskStarted> startsIn(ExecutorEvent event) {
        return event instanceof ExecutorEvent.TaskNews(var started, _) ? started : List.of();
    }

    @Test
    void begin_isHeardBeforeAnEndThatHasToBeFetched() {
        link.tell(started(0));
        link.tell(ended(0, "long".repeat(ByteLink.REPORT_BYTES_MAX)));
        assertThat(heard).hasSize(2);
        assertThat(startsIn(heard.getFirst())).containsExactly(started(0));
        assertThat(heard.getLast()).isInstanceOf(ExecutorEvent.ReportKept.class);
    }

    @Test
    void begin_isHeardBeforeWhatElseTheTaskSays() {
        link.tell(started(0));
        link.tell(new ExecutorEvent.BarrierCalled(attempt(0), BarrierRounds.Operation.BARRIER, ""));
        assertThat(startsIn(heard.getFirst())).containsExactly(started(0));
        assertThat(heard.getLast()).isInstanceOf(ExecutorEvent.BarrierCalled.class);
    }

    @Test
    void begins_areHeardTogetherWithTheEndsThatFollow() {
        link.tell(started(0));
        link.tell(started(1));
        link.tell(ended(0, "short"));
        assertThat(heard).hasSize(1);
        assertThat(startsIn(heard.getFirst())).containsExactly(started(0), started(1));
    }

    @Test
    void manyBegins_areHeardBeforeTheyAreTooLongForAMessage() {
        IntStream.rangeClosed(0, ByteLink.STARTS_MAX).forEach(i -> link.tell(started(i)));
        assertThat(heard).hasSize(1);
        assertThat(startsIn(heard.getFirst())).hasSize(ByteLink.STARTS_MAX);
    }

    @Test
    void begins_areHeardAfterAWhile_ifNothingFollows() {
        link.tell(ended(9, "short"));
        link.tell(started(0));
        link.tell(started(1));
        assertThat(later).as("one look for all that wait").hasSize(1);
        later.removeFirst().run();
        assertThat(startsIn(heard.getLast())).containsExactly(started(0), started(1));

        link.tell(started(2));
        later.removeFirst().run();
        assertThat(startsIn(heard.getLast())).containsExactly(started(2));
    }

    @Test
    void nothingIsHeardAfterAWhile_ifItWasHeardBefore() {
        link.tell(started(0));
        link.tell(ended(0, "short"));
        var before = List.copyOf(heard);
        later.removeFirst().run();
        assertThat(heard).isEqualTo(before);
    }
}
