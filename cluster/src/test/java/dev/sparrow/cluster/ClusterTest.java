/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.stream.Collectors.joining;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.cell.LogEngine;
import dev.sparrow.cluster.coordinator.Coordinator;
import dev.sparrow.cluster.worker.Worker;
import dev.sparrow.config.Keys;
import dev.sparrow.error.SparrowException;
import dev.sparrow.event.Event;
import dev.sparrow.task.BarrierTaskContext;
import dev.sparrow.transport.Places;
import dev.sparrow.transport.Security;
import dev.sparrow.value.ExecutorId;
import dev.sparrow.value.Tuple2;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A coordinator, workers and programs; executors are processes.
@Timeout(400)
class ClusterTest {
    private static final String SECRET = "a secret that nobody guesses";
    private static final int WAIT_SECONDS = 120;

    @TempDir private Path folder;

    private final ArrayDeque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.push(one);
        return one;
    }

    private Coordinator coordinator(int port) {
        return opened(
                Coordinator.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Security.secret(SECRET)));
    }

    private static final Random RANDOM = new Random();

    /// Free ones of those that no system gives to connections.
    private static List<InetSocketAddress> addresses(int count) {
        return Stream.generate(
                        () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 15_000 + RANDOM.nextInt(15_000)))
                .filter(ClusterTest::isFree)
                .distinct()
                .limit(count)
                .toList();
    }

    private static boolean isFree(InetSocketAddress address) {
        try (var _ = new ServerSocket(address.getPort(), 1, address.getAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private Worker worker(String name, int cores, InetSocketAddress coordinator) {
        return worker(name, "127.0.0.1", cores, coordinator);
    }

    private Worker worker(String name, String host, int cores, InetSocketAddress coordinator) {
        var settings = new Worker.Settings(name, host, cores, 1L << 30, folder.resolve(name));
        return opened(Worker.start(settings, Places.of(coordinator), Security.secret(SECRET)));
    }

    private Sparrow context(InetSocketAddress coordinator) throws Exception {
        return context(coordinator, new SparrowConf());
    }

    private Sparrow context(InetSocketAddress coordinator, SparrowConf conf) throws Exception {
        return context("sparrow://127.0.0.1:" + coordinator.getPort(), conf);
    }

    private Sparrow context(String master, SparrowConf conf) throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        return opened(
                new Sparrow(
                        conf.setMaster(master)
                                .set(Keys.SECRET_FILE, secret.toString())
                                .set(Keys.EXECUTOR_MEMORY, "128m")
                                .set(Keys.PROGRESS, "off")));
    }

    private static long job(Sparrow sc) {
        return sc.range(0, 1_000, 1, 6).keyBy(x -> x % 7).groupByKey(3).values().map(all -> 1L).reduce(Long::sum);
    }

    private static Set<Long> pids(Sparrow sc) {
        return Set.copyOf(sc.range(0, 60, 1, 60).map(_ -> ProcessHandle.current().pid()).distinct().collect());
    }

    /// A coordinator hears of what workers do, and that may be after a program has got its result.
    private static void awaitDescription(Coordinator coordinator, String... parts) {
        await(() -> Stream.of(parts).allMatch(coordinator.describe()::contains), coordinator::describe);
    }

    /// @param state told if it does not come true
    private static void await(BooleanSupplier condition, Supplier<String> state) {
        var limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s", state.get()).isLessThan(limit);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void program_runsOnWorkers_andTheirProcessesEndWithIt() throws Exception {
        var coordinator = coordinator(0);
        worker("w1", 1, coordinator.address());
        worker("w2", 1, coordinator.address());
        var sc = context(coordinator.address());
        assertThat(job(sc)).isEqualTo(7);
        awaitDescription(
                coordinator, "worker/w1: 0 of 1 cores", "worker/w2: 0 of 1 cores", "2 executors, 2 of them run");
        var pids = pids(sc);
        var processes = new ArrayList<ProcessHandle>();
        pids.forEach(pid -> processes.add(ProcessHandle.of(pid).orElseThrow()));
        sc.close();
        for (var process : processes) {
            process.onExit().get(WAIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// All of 127.0.0.0/8 is this machine, and each address a host of its own to a cluster.
    @Test
    void tasks_runOnTheHostsThatTheirDataPrefer() throws Exception {
        var coordinator = coordinator(0);
        var hosts = List.of("127.0.0.1", "127.0.0.2");
        worker("w1", hosts.get(0), 1, coordinator.address());
        worker("w2", hosts.get(1), 1, coordinator.address());
        var sc = context(coordinator.address(), new SparrowConf().set(Keys.LOCALITY_WAIT, "3600000"));
        var onHosts = new ConcurrentHashMap<ExecutorId, String>();
        var ends = new ConcurrentLinkedQueue<Event.TaskFinished>();
        await(() -> pids(sc).size() == 2, () -> "two executors run tasks");
        sc.awaitEvents();
        sc.addListener(event -> {
            switch (event) {
                case Event.ExecutorJoined joined -> onHosts.put(joined.executor(), joined.host());
                case Event.TaskFinished finished -> ends.add(finished);
                default -> {}
            }
        });
        var preferring = IntStream.range(0, 12).mapToObj(i -> new Tuple2<>(i, List.of(hosts.get(i / 2 % 2)))).toList();
        assertThat(sc.makeRdd(preferring).map(x -> x + 1).reduce(Integer::sum)).isEqualTo(78);
        sc.awaitEvents();
        assertThat(onHosts.values()).containsExactlyInAnyOrderElementsOf(hosts);
        assertThat(ends)
                .hasSize(12)
                .allSatisfy(end ->
                        assertThat(onHosts.get(end.executor()))
                                .isEqualTo(hosts.get(end.attempt().partition() / 2 % 2)));
        var members =
                sc.parallelize(List.of(1, 2), 2)
                        .barrier()
                        .mapPartitions(_ ->
                                List.of(
                                                BarrierTaskContext.get().getTaskInfos().stream()
                                                        .map(info -> info.address())
                                                        .sorted()
                                                        .toList())
                                        .iterator());
        assertThat(members.collect()).containsOnly(hosts);
    }

    @Test
    void coordinatorThatIsKilledAndStartedAgain_holdsUpNoJob_andKnowsWhatRuns() throws Exception {
        var coordinator = coordinator(0);
        var at = coordinator.address();
        worker("w1", 2, at);
        var sc = context(at);
        assertThat(job(sc)).isEqualTo(7);
        coordinator.close();
        assertThat(job(sc)).as("without a coordinator").isEqualTo(7);
        var next = coordinator(at.getPort());
        var dead = folder.resolve("dead").toString();
        assertThat(sc.range(0, 100, 1, 4).map(x -> ProcessesTest.dieOnce(dead, x)).reduce(Long::sum)).isEqualTo(4950);
        await(() -> pids(sc).size() == 2, () -> "two executors run tasks");
        awaitDescription(next, "worker/w1: 0 of 2 cores", "2 executors, 2 of them run");
    }

    /// CI takes one engine alone.
    private static List<LogEngine> engines() {
        return "all".equals(System.getProperty("cluster")) ? List.of(LogEngine.values()) : List.of(LogEngine.RAFT);
    }

    /// Of three coordinators the leader is killed for good: jobs go on meanwhile, and the next leader has executors
    /// started anew. Without the cell there would be no next one, without the lock two.
    @ParameterizedTest
    @MethodSource("engines")
    void leaderOfThreeCoordinatorsThatIsKilled_isFollowedByAnother(LogEngine engine) throws Exception {
        var ids = List.of("a", "b", "c");
        var places = addresses(6);
        var members = new LinkedHashMap<String, InetSocketAddress>();
        ids.forEach(id -> members.put(id, places.get(members.size())));
        var coordinators = new LinkedHashMap<String, CoordinatorProcess>();
        for (var id : ids) {
            var listen = places.get(3 + coordinators.size());
            var own = folder.resolve(id);
            coordinators.put(id, opened(CoordinatorProcess.start(id, members, listen, engine, SECRET, own)));
        }
        Supplier<String> outputs =
                () -> coordinators.values().stream().map(CoordinatorProcess::output).collect(joining());
        await(() -> coordinators.values().stream().anyMatch(CoordinatorProcess::leads), outputs);
        var listening = places.subList(3, 6);
        var settings = new Worker.Settings("w1", "127.0.0.1", 2, 1L << 30, folder.resolve("w1"));
        opened(Worker.start(settings, new Places(listening), Security.secret(SECRET)));
        var master = listening.stream().map(at -> "127.0.0.1:" + at.getPort()).collect(joining(",", "sparrow://", ""));
        var sc = context(master, new SparrowConf());
        assertThat(job(sc)).isEqualTo(7);

        var leader = coordinators.values().stream().filter(CoordinatorProcess::leads).findFirst().orElseThrow();
        leader.kill();
        assertThat(job(sc)).as("while none leads").isEqualTo(7);
        var others = coordinators.values().stream().filter(other -> other != leader).toList();
        await(() -> others.stream().anyMatch(CoordinatorProcess::leads), outputs);
        var dead = folder.resolve("dead").toString();
        assertThat(sc.range(0, 100, 1, 4).map(x -> ProcessesTest.dieOnce(dead, x)).reduce(Long::sum)).isEqualTo(4950);
        await(() -> pids(sc).size() == 2, outputs);
        assertThat(others).as("%s", outputs.get()).filteredOn(CoordinatorProcess::leads).hasSize(1);
    }

    @Test
    void whoDoesNotKnowTheSecret_getsNoExecutor() throws Exception {
        var coordinator = coordinator(0);
        worker("w1", 1, coordinator.address());
        Files.writeString(folder.resolve("other"), "another secret, as long as it");
        var conf =
                new SparrowConf()
                        .setMaster("sparrow://127.0.0.1:" + coordinator.address().getPort())
                        .set(Keys.SECRET_FILE, folder.resolve("other").toString())
                        .set(Keys.UNSCHEDULABLE_TIMEOUT, "500")
                        .set(Keys.PROGRESS, "off");
        try (var sc = new Sparrow(conf)) {
            assertThatThrownBy(() -> sc.range(0, 10, 1, 2).map(x -> x).count()).isInstanceOf(SparrowException.class);
        }
        assertThat(coordinator.describe()).doesNotContain("application/");
    }

    @Test
    void coordinator_isNotOpenToANetwork_withoutASecret() {
        assertThatThrownBy(() -> Coordinator.start(new InetSocketAddress((InetAddress) null, 0), Security.none()))
                .isInstanceOf(SparrowException.class)
                .hasMessageContaining("without a secret or certificates");
    }
}
