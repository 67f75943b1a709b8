/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;
import dev.sparrow.value.StorageLevel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Kept records with arrays: loops whose functions keep none get every row in the same ones, and answers do not show
/// it.
@SuppressWarnings("ArrayRecordComponent") // never compared
class LentArraysTest {
    private record Point(double[] x, int number) implements Serializable {
        double sum() {
            var sum = 0.0;
            for (var coordinate : x) {
                sum += coordinate;
            }
            return sum;
        }

        double[] addTo(double... sums) {
            for (var i = 0; i < x.length; i++) {
                sums[i] += x[i];
            }
            return sums;
        }
    }

    private static final int POINTS = 9_000;
    private static final List<double[]> KEPT = Collections.synchronizedList(new ArrayList<>());

    /// Neighbours have equally many coordinates: only then are their arrays of use to each other.
    private static Point point(long number) {
        var x = new double[1 + (int) number / (POINTS / 3)];
        Arrays.fill(x, (double) number);
        return new Point(x, (int) number);
    }

    private static double[] addAll(double[] sums, double... others) {
        for (var i = 0; i < sums.length; i++) {
            sums[i] += others[i];
        }
        return sums;
    }

    private static double[] smaller(double[] one, double... other) {
        return one[0] <= other[0] ? one : other;
    }

    @ParameterizedTest
    @CsvSource({
        "auto, MEMORY_ONLY, 2",
        "always, MEMORY_ONLY, 7",
        "never, MEMORY_ONLY, 2",
        "auto, DISK_ONLY, 2",
        "always, DISK_ONLY, 1",
    })
    void answers_areThoseOfPlainJava(String pipelines, String level, int partitions) {
        KEPT.clear();
        var plain = IntStream.range(0, POINTS).mapToObj(LentArraysTest::point).toList();
        var conf =
                new SparrowConf()
                        .setMaster(TestMaster.or("local[2]"))
                        .set(Keys.PROGRESS, "off")
                        .set("sparrow.compute.pipelines", pipelines);
        try (var sc = new Sparrow(conf)) {
            var points =
                    sc.range(0, POINTS, 1, partitions)
                            .map(LentArraysTest::point)
                            .persist(StorageLevel.fromString(level));
            points.count();

            assertThat(points.aggregate(new double[3], (sums, point) -> point.addTo(sums), LentArraysTest::addAll))
                    .isEqualTo(plain.stream().reduce(new double[3], (sums, point) -> point.addTo(sums), (a, _) -> a));
            assertThat(points.map(Point::sum).reduce(Double::sum))
                    .isEqualTo(plain.stream().mapToDouble(Point::sum).sum());
            assertThat(points.map(Point::x).reduce(LentArraysTest::smaller)).containsExactly(0);
            assertThat(points.filter(point -> point.x().length == 2).count()).isEqualTo(POINTS / 3);

            points.foreach(point -> KEPT.add(point.x()));
            assertThat(KEPT.stream().sorted(Comparator.comparingDouble(x -> x[0])))
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(plain.stream().map(Point::x).toList());
            assertThat(points.filter(point -> point.sum() > 100).collect())
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(plain.stream().filter(point -> point.sum() > 100).toList());
            assertThat(ofArrays(points)).isEqualTo(plain.stream().mapToDouble(point -> point.x()[0]).sum());
        }
    }

    /// Arrays alone, kept too.
    private static double ofArrays(Rdd<Point> points) {
        var arrays = points.map(Point::x).cache();
        arrays.count();
        return arrays.aggregate(0.0, (sum, x) -> sum + x[0], Double::sum);
    }
}
