/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.sparrow;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.benchmarks.workload.Point;
import dev.sparrow.benchmarks.workload.Sizes;
import dev.sparrow.benchmarks.workload.Vectors;
import dev.sparrow.config.Keys;
import dev.sparrow.event.Event;
import dev.sparrow.value.StorageLevel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// The cost of losing one of eight cached partitions of k-means before its sixth iteration (Zaharia et al. 2012, §6.3).
///
/// Partitions are kept on disk, so one can be lost by deleting its file. The answer must be that of a run without loss.
public final class Recovery {
    private static final int PARTITIONS = 8;
    private static final int LOSES = 6;
    private static final int ROUNDS = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path folder;
    private final Rdd<Point> points;
    private final AtomicInteger lost = new AtomicInteger();

    private Recovery(Sparrow sc, Path folder, int count) {
        this.folder = folder;
        this.points = sc.range(0, count, 1, PARTITIONS).map(Point::of).persist(StorageLevel.DISK_ONLY);
        sc.addListener(event -> {
            if (event instanceof Event.DataLost(_, var partitions, _, _)) {
                lost.addAndGet(partitions.size());
            }
        });
    }

    /// Prints what it measures.
    ///
    /// @param args the number of points
    public static void main(String[] args) throws IOException {
        var count = args.length == 0 ? new Sizes(1).points() : Integer.parseInt(args[0]);
        var folder = Files.createTempDirectory("sparrow-recovery-");
        var conf =
                new SparrowConf()
                        .setMaster("local[" + Sizes.THREADS + "]")
                        .set(Keys.PROGRESS, "off")
                        .set(Keys.LOCAL_DIR, folder.toString());
        try (var sc = new Sparrow(conf)) {
            new Recovery(sc, folder, count).measure(count);
        } finally {
            Files.delete(folder);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Round(double[] millis, double[][] centres) {
        double usual() {
            var others = new ArrayList<Double>();
            for (var i = 1; i <= Sizes.ITERATIONS; i++) {
                if (i != LOSES) {
                    others.add(millis[i - 1]);
                }
            }
            return median(others);
        }

        double losing() {
            return millis[LOSES - 1];
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private void measure(int count) throws IOException {
        System.out.printf(Locale.ROOT, "k-means over %,d points in %d cached partitions%n", count, PARTITIONS);
        points.count();
        var whole = run(false);
        System.out.printf(Locale.ROOT, "%-8s %16s %20s %8s%n", "round", "iteration, ms", "with one lost, ms", "ratio");
        var ratios = new ArrayList<Double>();
        for (var i = 1; i <= ROUNDS; i++) {
            var round = run(true);
            var ratio = round.losing() / round.usual();
            ratios.add(ratio);
            System.out.printf(Locale.ROOT, "%-8d %16.0f %20.0f %8.2f%n", i, round.usual(), round.losing(), ratio);
            if (!Vectors.flat(whole.centres()).equals(Vectors.flat(round.centres()))) {
                throw new IllegalStateException("The answer differs from that of a run that lost nothing.");
            }
        }
        System.out.printf(
                Locale.ROOT, "median ratio %.2f; %d partitions lost, all made again%n", median(ratios), lost.get());
    }

    private Round run(boolean losing) throws IOException {
        var centres = KMeans.first(points);
        var millis = new double[Sizes.ITERATIONS];
        for (var i = 1; i <= Sizes.ITERATIONS; i++) {
            if (losing && i == LOSES) {
                loseOne();
            }
            var started = System.nanoTime();
            centres = KMeans.next(points, centres);
            millis[i - 1] = (System.nanoTime() - started) / NANOS_PER_MILLI;
        }
        return new Round(millis, centres);
    }

    private void loseOne() throws IOException {
        try (var files = Files.walk(folder)) {
            Files.delete(
                    files.filter(Files::isRegularFile)
                            .sorted()
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("Nothing is kept in " + folder)));
        }
    }
}
