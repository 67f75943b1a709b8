/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Sparrow;
import dev.sparrow.event.Event;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Sections 3.3 and 3.4 of the paper, on workers that are processes, and are really killed.
@Tag("TS")
@Timeout(300)
class WorkersTest {
    private static final int SPLITS = 6;
    private static Sparrow sc;
    private static final Queue<Event> EVENTS = new ConcurrentLinkedQueue<>();

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        sc = new Sparrow(Contexts.conf().setMaster("local-cluster[3,1,512m]"));
        sc.addListener(EVENTS::add);
    }

    @AfterAll
    static void close() {
        sc.close();
    }

    /// Kills its own process, once of all.
    ///
    /// @param mark a file that says that it has happened
    record Death(String mark) implements Serializable {
        void come() throws IOException, InterruptedException {
            if (Path.of(mark).toFile().createNewFile()) {
                new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
            }
        }
    }

    private static Job<Long, Long> job(
            Mapper<Position, Long, Long, Long> mapper, Reducer<Long, Long, Long, Long> reducer) {
        return MapReduce.of(Input.range(0, 600, SPLITS), mapper).reducers(4).reducing(reducer);
    }

    private static void total(Long key, Values<Long, Long> values, Context<Long, Long> out) {
        var sum = 0L;
        for (var value : values) {
            sum += value;
        }
        out.emit(key, sum);
    }

    private static void assertWhole(List<Tuple2<Long, Long>> output, JobResult result) {
        assertThat(output).hasSize(20);
        assertThat(output.stream().mapToLong(Tuple2::_2).sum()).isEqualTo(179_700);
        assertThat(result.counters().get(TaskCounter.MAP_INPUT_RECORDS)).isEqualTo(600);
        assertThat(result.counters().get(TaskCounter.MAP_OUTPUT_RECORDS)).isEqualTo(600);
        assertThat(result.counters().get(TaskCounter.REDUCE_INPUT_RECORDS)).isEqualTo(600);
        assertThat(result.counters().get(TaskCounter.REDUCE_INPUT_GROUPS)).isEqualTo(20);
    }

    @Test
    void aWorkerThatDiesInAMapTask_costsNothingButTime() {
        var death = new Death(folder.resolve("dead").toString());
        var output = new ArrayList<Tuple2<Long, Long>>();
        var result =
                job(
                                (place, n, out) -> {
                                    if (n == 250) {
                                        death.come();
                                    }
                                    out.emit(n % 20, n);
                                },
                                WorkersTest::total)
                        .run(sc, pairs -> output.addAll(pairs.collect()));
        assertThat(folder.resolve("dead")).exists();
        assertWhole(output, result);
    }

    @Test
    void completedMapTasksOfADeadWorker_runAgain_andCompletedReduceTasksDoNot() {
        EVENTS.clear();
        var death = new Death(folder.resolve("dead").toString());
        var output = new ArrayList<Tuple2<Long, Long>>();
        var result =
                job(
                                (place, n, out) -> out.emit(n % 20, n),
                                (key, values, out) -> {
                                    if (key == 11) {
                                        death.come();
                                    }
                                    total(key, values, out);
                                })
                        .run(sc, pairs -> output.addAll(pairs.collect()));
        assertThat(folder.resolve("dead")).exists();
        assertWhole(output, result);
        sc.awaitEvents();
        assertOnlyMapTasksOfTheDeadRanAgain();
    }

    private static void assertOnlyMapTasksOfTheDeadRanAgain() {
        Map<List<Integer>, List<ExecutorId>> done = new HashMap<>();
        Set<ExecutorId> dead = new HashSet<>();
        var stages = new ArrayList<Integer>();
        for (var event : EVENTS) {
            switch (event) {
                case Event.TaskFinished(var id, var worker, _) ->
                        done.computeIfAbsent(List.of(id.stage().value(), id.partition()), _ -> new ArrayList<>())
                                .add(worker);
                case Event.ExecutorLeft(var worker, _) -> dead.add(worker);
                case Event.JobStarted started -> started.stages().forEach(stage -> stages.add(stage.value()));
                default -> {}
            }
        }
        assertThat(dead).hasSize(1);
        assertThat(stages).hasSize(2);
        done.forEach((task, workers) -> {
            if (task.getFirst().equals(stages.getFirst())) {
                assertThat(workers).as("map task %s", task).hasSize(dead.contains(workers.getFirst()) ? 2 : 1);
            } else {
                assertThat(workers).as("reduce task %s", task).hasSize(1);
            }
        });
        assertThat(done.values()).as("something had been mapped there").anyMatch(workers -> workers.size() == 2);
    }

    @Test
    void mapTasks_runWhereTheirDataAre() {
        assertThat(sc.range(0, 30, 1, 30).map(x -> x).count()).isEqualTo(30);
        var status = Status.of(sc);
        var workers = new ArrayList<String>();
        sc.addListener(event -> {
            if (event instanceof Event.TaskStarted(_, var worker)) {
                workers.add(worker.toString());
            }
        });
        assertThat(sc.range(0, 30, 1, 30).map(x -> x).count()).isEqualTo(30);
        sc.awaitEvents();
        var place = workers.getLast();
        Input<Integer, Integer> near =
                Input.of(context ->
                        context.makeRdd(List.of(Tuple2.of(1, List.of(place)), Tuple2.of(2, List.of(place))))
                                .mapToPair(n -> Tuple2.of(n, n)));
        MapReduce.<Integer, Integer, Integer, Integer>of(near, (key, value, out) -> out.emit(key, value))
                .mapOnly()
                .run(sc, Output.none());
        sc.awaitEvents();
        assertThat(status.attempts(0)).hasSize(2).allMatch(attempt -> attempt.worker().toString().equals(place));
    }
}
