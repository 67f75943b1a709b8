/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.sparrow.context.Listeners;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.JobId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

@Timeout(180)
class EventBusTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Event JOB_FINISHED = new Event.JobFinished(new JobId(3), Duration.ZERO, "");

    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    void listenToTheLog() {
        logged.start();
        log().addAppender(logged);
    }

    @AfterEach
    void leaveTheLog() {
        gate.countDown();
        log().detachAppender(logged);
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger(EventBus.class);
    }

    private static EventBus bus(SparrowListener listener, EventBus.Limits limits) {
        var listeners = new Listeners();
        listeners.add(listener);
        return new EventBus(listeners, limits);
    }

    private static Event.TaskStarted task(int partition) {
        return new Event.TaskStarted(new AttemptId(new StageId(1), partition, 0), new ExecutorId("local"));
    }

    private static void publishTasks(EventBus bus, int count) {
        IntStream.range(0, count).forEach(i -> bus.accept(task(i)));
    }

    private void slow(Event event) {
        LockSupport.parkNanos(1_000_000);
        heard.add(event);
    }

    /// A listener that stays in each event until the gate opens.
    private final class Hanging implements SparrowListener {
        @Override
        public void onEvent(Event event) {
            try {
                gate.await();
                heard.add(event);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void allEventsBefore_areDelivered_whenAwaitReturns() {
        try (var bus = bus(this::slow, EventBus.Limits.DEFAULT)) {
            publishTasks(bus, 300);
            assertThat(bus.awaitDelivered()).isTrue();
            assertThat(heard).hasSize(300);
        }
    }

    @Test
    void allEventsBefore_areDelivered_whenCloseReturns() {
        var bus = bus(this::slow, EventBus.Limits.DEFAULT);
        publishTasks(bus, 300);
        bus.accept(JOB_FINISHED);
        bus.close();
        assertThat(heard).hasSize(301).endsWith(JOB_FINISHED);
    }

    @Test
    void await_doesNotWaitForWhatIsPublishedLater() {
        var bus = new AtomicReference<EventBus>();
        bus.set(
                bus(
                        event -> {
                            heard.add(event);
                            bus.get().accept(event);
                        },
                        EventBus.Limits.DEFAULT));
        bus.get().accept(task(0));
        assertThat(bus.get().awaitDelivered()).isTrue();
        bus.get().close();
    }

    @Test
    void listenerThatAwaitsOrCloses_doesNotWaitForItself() {
        var bus = new AtomicReference<EventBus>();
        bus.set(
                bus(
                        event -> {
                            heard.add(event);
                            assertThat(bus.get().awaitDelivered()).isEqualTo(event.equals(JOB_FINISHED));
                            bus.get().close();
                        },
                        EventBus.Limits.DEFAULT));
        bus.get().accept(task(0));
        bus.get().accept(JOB_FINISHED);
        while (heard.size() < 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void listenerThatHangs_isNamedWithItsEvent_andCloseGoesOn() {
        var bus = bus(new Hanging(), new EventBus.Limits(100, Duration.ofMillis(50), LONG));
        publishTasks(bus, 3);
        bus.close();
        assertThat(heard).isEmpty();
        assertThat(logged.list)
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getFormattedMessage())
                                .startsWith(
                                        "The listener "
                                                + Hanging.class.getName()
                                                + " has not come back for PT0.05S from the event TaskStarted[attempt=1.0#0")
                                .contains("nobody waits for it any longer"));
        bus.accept(JOB_FINISHED);
        assertThat(bus.awaitDelivered()).isFalse();
    }

    @Test
    void listenersThatAreSlowAltogether_areWaitedForNoLongerThanTheLimit() {
        var bus = bus(this::slow, new EventBus.Limits(100_000, LONG, Duration.ofMillis(50)));
        publishTasks(bus, 5_000);
        bus.close();
        assertThat(heard).hasSizeLessThan(5_000);
        assertThat(logged.list)
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getFormattedMessage())
                                .startsWith("Listeners are still behind by ")
                                .contains("events after PT0.05S (" + EventBusTest.class.getName()));
    }

    @Test
    void eventsOfTasksBeyondTheLimit_areLeftOutAndCounted_andThoseOfJobsAreNot() {
        var bus = bus(new Hanging(), new EventBus.Limits(10, LONG, LONG));
        publishTasks(bus, 1_000);
        bus.accept(JOB_FINISHED);
        gate.countDown();
        bus.close();
        var tasks = heard.stream().filter(Event.TaskStarted.class::isInstance).count();
        assertThat(tasks).isBetween(10L, 12L);
        assertThat(heard)
                .contains(
                        JOB_FINISHED,
                        new Event.Warning(
                                "Listeners were slower than the jobs: "
                                        + (1_000 - tasks)
                                        + " events of tasks were left out. Counts and figures made of events are too low by that;"
                                        + " the jobs themselves are not concerned."));
        assertThat(logged.list).hasSize(2);
        assertThat(logged.list.getFirst().getFormattedMessage())
                .startsWith("Listeners are behind by 10 events")
                .endsWith("events of tasks are left out now");
    }

    @Test
    void eventsOfJobs_haveALimitToo() {
        var bus = bus(new Hanging(), new EventBus.Limits(10, LONG, LONG));
        IntStream.range(0, 100).forEach(_ -> bus.accept(JOB_FINISHED));
        gate.countDown();
        bus.close();
        assertThat(heard).hasSizeBetween(21, 23);
        assertThat(heard)
                .filteredOn(Event.Warning.class::isInstance)
                .singleElement()
                .satisfies(warning -> assertThat(warning.toString()).contains("0 events of tasks were left out, and "));
    }
}
