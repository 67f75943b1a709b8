/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.SparrowListener;
import dev.sparrow.task.TaskContext;
import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.ui.state.RunState;
import dev.sparrow.value.StorageLevel;
import dev.sparrow.value.Tuple2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random programs, and what listeners heard of them: failed jobs, cached and evicted data, retried tasks, lost
/// executors.
public final class RunsOfPrograms {
    private RunsOfPrograms() {}

    /// A run.
    public record Heard(RunFacts facts, List<At> events) {
        public RunState state() {
            var state = new RunState(facts);
            events.forEach(state::onEvent);
            state.end(state.last());
            return state;
        }
    }

    /// The run of a random program.
    public static Heard of(long seed) {
        return of("local[2,2]", new Random(seed));
    }

    private static Heard of(String master, Random random) {
        var events = new ArrayList<At>();
        var listener =
                new SparrowListener() {
                    @Override
                    public void onEvent(Event event) {
                        throw new AssertionError("without its time: " + event);
                    }

                    @Override
                    public void onEvent(At timed) {
                        events.add(timed);
                    }
                };
        var facts = new RunFacts("r" + random.nextInt(1_000), "random", master, "", Instant.now(), 2, List.of());
        var conf = new SparrowConf().setMaster(master).set("sparrow.progress", "off");
        try (var sc = new Sparrow(conf)) {
            sc.addListener(listener);
            for (var i = 0; i < 1 + random.nextInt(3); i++) {
                job(sc, random);
            }
            sc.awaitEvents();
        }
        return new Heard(facts, List.copyOf(events));
    }

    private static void job(Sparrow sc, Random random) {
        var numbers = sc.range(0, 200 + random.nextInt(2_000), 1, 1 + random.nextInt(5));
        var mapped = numbers.map(x -> x * 3);
        if (random.nextBoolean()) {
            mapped.persist(StorageLevel.MEMORY_ONLY);
            mapped.count();
            if (random.nextBoolean()) {
                mapped.evict(0);
            }
        }
        var keyed = mapped.mapToPair(x -> new Tuple2<>(x % 7, 1L)).reduceByKey(Long::sum, 1 + random.nextInt(4));
        keyed.count();
        keyed.map(pair -> pair._2()).collect();
        switch (random.nextInt(3)) {
            case 0 -> fail(() -> keyed.map(pair -> 1 / (pair._2() & 0)).count());
            case 1 -> fail(() -> sc.range(0, 4, 1, 4).map(x -> failOnce(x)).count());
            default -> mapped.sortBy(x -> -x).take(3);
        }
        mapped.unpersist();
    }

    private static long failOnce(long x) {
        if (x == 2 && TaskContext.get().attemptNumber() == 0) {
            throw new IllegalStateException("the first attempt, for 'a secret'");
        }
        return x;
    }

    private static void fail(Runnable job) {
        try {
            job.run();
        } catch (SparrowException expected) {
            // that is the point
        }
    }
}
