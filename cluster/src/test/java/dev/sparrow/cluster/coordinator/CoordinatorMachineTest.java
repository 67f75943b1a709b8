/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.cluster.coordinator.CoordinatorMachine.Input;
import dev.sparrow.cluster.coordinator.CoordinatorMachine.Output;
import dev.sparrow.cluster.wire.ClusterMessage;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/// What a coordinator decides, as transcripts: what happens, and below it what is to be done.
class CoordinatorMachineTest {
    private static final long GRACE = 30_000;
    private static final long MIB = 1L << 20;

    private final CoordinatorMachine machine = new CoordinatorMachine(GRACE);
    private final List<String> transcript = new ArrayList<>();
    private long now;

    private void offer(String worker, int cores, ClusterMessage.Running... running) {
        step(new Input.FromWorker(worker, new ClusterMessage.Offer(cores, 1_000 * MIB, List.of(running))));
    }

    private void apply(String application, int coresMax) {
        step(new Input.FromDriver(application, new ClusterMessage.Apply("a program", coresMax)));
    }

    private void ask(String application, String executor, int cores) {
        step(new Input.FromDriver(application, new ClusterMessage.Ask(executor, cores, 100 * MIB, new byte[] {1})));
    }

    private void step(Input input) {
        for (var output : machine.step(input, now)) {
            transcript.add(
                    switch (output) {
                        case Output.ToWorker(var worker, ClusterMessage.Start start) ->
                                worker + " starts " + start.executor() + " of " + start.application();
                        case Output.ToWorker(var worker, ClusterMessage.Stop(var application, var executor)) ->
                                worker + " stops " + executor + " of " + application;
                        case Output.ToDriver(var application, ClusterMessage.Gone(var executor, var words)) ->
                                application + " hears that " + executor + " is gone: " + words;
                    });
        }
    }

    private void assertSaid(String... lines) {
        assertThat(transcript).containsExactly(lines);
        transcript.clear();
    }

    @Test
    void executors_areSpreadOverWorkers_asFarAsThereIsRoom() {
        offer("w1", 2);
        offer("w2", 1);
        apply("a", 0);
        for (var executor : List.of("e0", "e1", "e2", "e3")) {
            ask("a", executor, 1);
        }
        assertSaid("w1 starts e0 of a", "w1 starts e1 of a", "w2 starts e2 of a");
        offer("w3", 8);
        assertSaid("w3 starts e3 of a");
    }

    @Test
    void applications_areServedInTheOrderInWhichTheyCame_upToTheirLimits() {
        apply("first", 2);
        apply("second", 0);
        for (var application : List.of("second", "first")) {
            for (var executor : List.of("e0", "e1", "e2")) {
                ask(application, executor, 1);
            }
        }
        offer("w1", 4);
        assertSaid(
                "w1 starts e0 of first", "w1 starts e1 of first", "w1 starts e0 of second", "w1 starts e1 of second");
        step(new Input.FromDriver("second", new ClusterMessage.Unwanted("e0")));
        assertSaid("w1 stops e0 of second", "w1 starts e2 of second");
        step(new Input.FromDriver("first", new ClusterMessage.Leave()));
        assertSaid("w1 stops e0 of first", "w1 stops e1 of first");
    }

    @Test
    void driverHears_whenAnExecutorHasEnded_orItsWorkerIsLost() {
        offer("w1", 1);
        offer("w2", 1);
        apply("a", 0);
        ask("a", "e0", 1);
        ask("a", "e1", 1);
        transcript.clear();
        step(new Input.FromWorker("w1", new ClusterMessage.Ended("a", "e0", "code 1")));
        step(new Input.FromWorker("w1", new ClusterMessage.Ended("a", "e1", "which runs elsewhere")));
        step(new Input.WorkerLost("w2"));
        assertSaid("a hears that e0 is gone: code 1", "a hears that e1 is gone: worker w2 is lost");
        ask("a", "e2", 1);
        assertSaid("w1 starts e2 of a");
    }

    @Test
    void coordinatorThatIsNew_learnsWhatRuns_andStartsNothingTwice() {
        offer("w1", 2, new ClusterMessage.Running("a", "e0", 1, 100 * MIB));
        apply("a", 0);
        ask("a", "e0", 1);
        assertSaid();
        ask("a", "e1", 1);
        assertSaid("w1 starts e1 of a");
        offer("w1", 2, new ClusterMessage.Running("a", "e0", 1, 100 * MIB));
        assertSaid("a hears that e1 is gone: worker w1 does not run it");
    }

    @Test
    void driverThatIsAway_keepsItsExecutorsForAWhile_andGetsNoOthers() {
        offer("w1", 3);
        apply("a", 0);
        ask("a", "e0", 1);
        step(new Input.DriverAway("a"));
        ask("a", "e1", 1);
        assertSaid("w1 starts e0 of a");
        now = GRACE - 1;
        step(new Input.Tick());
        apply("a", 0);
        assertSaid("w1 starts e1 of a");
        step(new Input.DriverAway("a"));
        now += GRACE;
        step(new Input.Tick());
        assertSaid("w1 stops e0 of a", "w1 stops e1 of a");
    }

    /// Random inputs: no worker has more than it offers, no application more than its limit, no executor runs twice.
    @Test
    void noWorkerIsOverbooked_andNoLimitIsExceeded_whateverHappens() {
        for (var seed = 1; seed <= 500; seed++) {
            new Chaos(seed).run();
        }
    }

    private static final class Chaos {
        private final Random random;
        private final long seed;
        private final CoordinatorMachine machine = new CoordinatorMachine(GRACE);
        private final Map<String, Integer> cores = new HashMap<>();
        private final Map<String, Integer> limits = new HashMap<>();

        /// Worker and cores of what runs, by application and executor.
        private final Map<String, Map.Entry<String, Integer>> running = new HashMap<>();

        private long now;

        Chaos(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            for (var i = 0; i < 200; i++) {
                now += random.nextInt(2_000);
                machine.step(input(), now).forEach(this::carryOut);
                check();
            }
        }

        private Input input() {
            var worker = "w" + random.nextInt(3);
            var application = "a" + random.nextInt(3);
            var executor = "e" + random.nextInt(6);
            return switch (random.nextInt(8)) {
                case 0 -> {
                    running.values().removeIf(at -> at.getKey().equals(worker));
                    cores.put(worker, 1 + random.nextInt(4));
                    yield new Input.FromWorker(
                            worker, new ClusterMessage.Offer(cores.get(worker), 1_000 * MIB, List.of()));
                }
                case 1 -> {
                    running.values().removeIf(at -> at.getKey().equals(worker));
                    cores.remove(worker);
                    yield new Input.WorkerLost(worker);
                }
                case 2 -> {
                    limits.putIfAbsent(application, 1 + random.nextInt(4));
                    yield new Input.FromDriver(application, new ClusterMessage.Apply("", limits.get(application)));
                }
                case 3, 4 ->
                        new Input.FromDriver(
                                application, new ClusterMessage.Ask(executor, 1 + random.nextInt(2), MIB, new byte[0]));
                case 5 -> new Input.FromDriver(application, new ClusterMessage.Unwanted(executor));
                case 6 -> new Input.DriverAway(application);
                default -> {
                    var at = running.remove(application + executor);
                    yield at == null
                            ? new Input.Tick()
                            : new Input.FromWorker(at.getKey(), new ClusterMessage.Ended(application, executor, ""));
                }
            };
        }

        private void carryOut(Output output) {
            switch (output) {
                case Output.ToWorker(var worker, ClusterMessage.Start start) ->
                        assertThat(
                                        running.put(
                                                start.application() + start.executor(),
                                                Map.entry(worker, start.cores())))
                                .as("seed %d: started twice", seed)
                                .isNull();
                case Output.ToWorker(_, ClusterMessage.Stop(var application, var executor)) ->
                        running.remove(application + executor);
                case Output.ToDriver _ -> {}
            }
        }

        private void check() {
            cores.forEach((worker, all) ->
                    assertThat(sum(at -> at.getValue().getKey().equals(worker)))
                            .as("seed %d: cores of %s", seed, worker)
                            .isLessThanOrEqualTo(all));
            limits.forEach((application, most) ->
                    assertThat(sum(at -> at.getKey().startsWith(application)))
                            .as("seed %d: cores of %s", seed, application)
                            .isLessThanOrEqualTo(most));
        }

        private int sum(Predicate<Map.Entry<String, Map.Entry<String, Integer>>> which) {
            return running.entrySet().stream().filter(which).mapToInt(at -> at.getValue().getValue()).sum();
        }
    }
}
