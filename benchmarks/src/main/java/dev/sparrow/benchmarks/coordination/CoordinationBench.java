/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.coordination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The measurement of the replicated log and the lock service beside etcd and ZooKeeper, one after another in the same
/// run. Exit code 1 says that a target was missed.
///
/// Arguments: the folder for the data, which should be on a disk; the seconds that each is measured.
public final class CoordinationBench {
    private static final int CLIENTS = 64;
    private static final int OUTSTANDING = 32;
    private static final double COMMITS_MIN = 30_000;
    private static final int KILLS = 5;
    private static final double FAIL_OVER_MILLIS_MAX = 1_000;
    private static final int SESSIONS = 16;

    private final Path folder;
    private final PutLoad puts;
    private final Duration warmUp;
    private final Duration measured;
    private boolean met = true;

    private CoordinationBench(Path folder, Duration measured) {
        this.folder = folder;
        this.measured = measured;
        this.warmUp = measured.dividedBy(2);
        this.puts = new PutLoad(CLIENTS, OUTSTANDING, warmUp, measured);
    }

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[0])), "coordination");
        var bench = new CoordinationBench(folder, Duration.ofSeconds(Long.parseLong(args[1])));
        bench.run();
        System.exit(bench.met ? 0 : 1);
    }

    private void run() throws Exception {
        print(
                "Three members on this machine's loopback address, each with its data below %s; %d processors.",
                folder.getParent(), Runtime.getRuntime().availableProcessors());
        var fsync = FsyncCost.measure(folder);
        print("One fsync there: %.2f ms, 99 %% below %.2f ms.", fsync.p50Millis(), fsync.p99Millis());
        print("");
        print("%d clients put values of 32 bytes, each with up to %d open:", CLIENTS, OUTSTANDING);
        print("%-16s %10s %9s %9s   %s", "log", "commits/s", "p50 ms", "p99 ms", "target");
        var raft = measureLog("raft", COMMITS_MIN);
        measureLog("paxos", 0);
        measureEtcd(raft);
        print("");
        print("%d sessions take a lock and give it back:", SESSIONS);
        print("%-16s %-10s %10s %9s %9s", "locks", "", "pairs/s", "p50 ms", "p99 ms");
        measureLocks();
    }

    private double measureLog(String engine, double commitsMin) throws Exception {
        double perSecond;
        try (var cell = SparrowCell.start(engine, part(engine))) {
            perSecond = row(cell, commitsMin);
            var millis = FailOver.measure(cell, KILLS);
            var isMet = millis.getLast() <= FAIL_OVER_MILLIS_MAX;
            met &= isMet;
            print(
                    "%-16s a killed leader's clients waited %.0f ms, at most %.0f of %d   <= %,.0f %s",
                    "", millis.get(KILLS / 2), millis.getLast(), KILLS, FAIL_OVER_MILLIS_MAX, isMet ? "met" : "MISSED");
        }
        return perSecond;
    }

    private void measureEtcd(double raft) throws Exception {
        var program = EtcdCluster.program();
        if (program.isEmpty()) {
            print("%-16s is not installed here: Debian's package etcd-server has it", "etcd");
            return;
        }
        try (var etcd = EtcdCluster.start(program.get(), part("etcd"))) {
            var perSecond = row(etcd, 0);
            var isMet = raft > perSecond;
            met &= isMet;
            print("%-16s sparrow raft is %.1f x as fast   > 1 %s", "", raft / perSecond, isMet ? "met" : "MISSED");
        }
    }

    private double row(LogService service, double commitsMin) throws InterruptedException {
        var result = puts.run(service);
        var isMet = result.perSecond() >= commitsMin && result.failed() == 0;
        met &= isMet;
        print(
                "%-16s %,10.0f %9.1f %9.1f   %s%s",
                service.name(),
                result.perSecond(),
                result.p50Millis(),
                result.p99Millis(),
                commitsMin == 0 ? "" : ">= %,.0f %s".formatted(commitsMin, isMet ? "met" : "MISSED"),
                result.failed() == 0 ? "" : " %,d were not acknowledged".formatted(result.failed()));
        return result.perSecond();
    }

    private void measureLocks() throws Exception {
        for (var sharing : List.of(false, true)) {
            try (var cell = SparrowCell.start("raft", part("locks-" + sharing))) {
                lockRow(cell, sharing);
            }
            try (var keeper = ZooKeeperCluster.start(part("zookeeper-" + sharing))) {
                lockRow(keeper, sharing);
            }
        }
    }

    private void lockRow(LockService service, boolean sharing) throws Exception {
        var result = new LockLoad(SESSIONS, sharing, warmUp, measured).run(service);
        print(
                "%-16s %-10s %,10.0f %9.1f %9.1f",
                service.name(),
                sharing ? "the same" : "each its own",
                result.pairsPerSecond(),
                result.p50Millis(),
                result.p99Millis());
    }

    private Path part(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
