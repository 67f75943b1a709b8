/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cli.bench;

import dev.sparrow.PairRdd;
import dev.sparrow.Rdd;
import dev.sparrow.Sparrow;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.List;

/// Operations that hold what they work on, over generated pairs of longs. Each answers with a number that depends on
/// all of its rows.
enum OutOfCoreJob {
    SORT {
        @Override
        long run(Sparrow sc, Size size) {
            return scrambled(sc, size)
                    .sortBy(x -> x, true, size.partitions())
                    .mapPartitions(OutOfCoreJob::inOrder)
                    .reduce(Long::sum);
        }
    },

    /// With a 13th as many keys as rows: 20 million of 4 GiB.
    REDUCE_BY_KEY {
        @Override
        long run(Sparrow sc, Size size) {
            var keys = Math.max(1, size.rows() * 20 / 268);
            return sumOf(
                    scrambled(sc, size)
                            .mapToPair(x -> new Tuple2<>(Math.floorMod(x, keys), 1L))
                            .reduceByKey(Long::sum, size.partitions()));
        }
    },

    /// One key has half of all rows.
    GROUP_BY_KEY {
        @Override
        long run(Sparrow sc, Size size) {
            var keys = Math.max(1, size.rows() / 100);
            return sumOf(
                    scrambled(sc, size)
                            .mapToPair(x -> new Tuple2<>((x & 1) == 0 ? 0 : Math.floorMod(x, keys), x))
                            .groupByKey(size.partitions())
                            .mapValues(OutOfCoreJob::sum));
        }
    },

    /// As many rows on either side; a key has one partner.
    JOIN {
        @Override
        long run(Sparrow sc, Size size) {
            var half = new Size(size.rows() / 2, size.partitions());
            var left = scrambled(sc, half).mapToPair(x -> new Tuple2<>(x, 1L));
            var right = scrambled(sc, half).mapToPair(x -> new Tuple2<>(x, 2L));
            return sumOf(left.join(right, size.partitions()).mapValues(both -> both._1() + both._2()));
        }
    },

    /// Each element is there twice.
    DISTINCT {
        @Override
        long run(Sparrow sc, Size size) {
            var half = Math.max(1, size.rows() / 2);
            return sc.range(0, size.rows(), 1, size.partitions())
                    .map(x -> scramble(x % half))
                    .distinct(size.partitions())
                    .count();
        }
    };

    /// A pair of longs takes so many bytes.
    static final int ROW_BYTES = 16;

    /// How much a job works on.
    record Size(long rows, int partitions) {
        static Size ofBytes(long bytes, int partitions) {
            return new Size(bytes / ROW_BYTES, partitions);
        }
    }

    abstract long run(Sparrow sc, Size size);

    private static Rdd<Long> scrambled(Sparrow sc, Size size) {
        return sc.range(0, size.rows(), 1, size.partitions()).map(OutOfCoreJob::scramble);
    }

    /// Another number for each, in no order that a sort would notice (Steele et al. 2014, SplitMix).
    static long scramble(long x) {
        var mixed = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        return (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    }

    private static Iterator<Long> inOrder(Iterator<Long> sorted) {
        var sum = 0L;
        var last = Long.MIN_VALUE;
        while (sorted.hasNext()) {
            var next = sorted.next();
            if (next < last) {
                throw new IllegalStateException(next + " comes after " + last);
            }
            sum += next;
            last = next;
        }
        return List.of(sum).iterator();
    }

    private static long sum(Iterable<Long> values) {
        var sum = 0L;
        for (var value : values) {
            sum += value;
        }
        return sum;
    }

    private static long sumOf(PairRdd<Long, Long> pairs) {
        return pairs.map(pair -> pair._1() * 31 + pair._2()).reduce(Long::sum);
    }
}
