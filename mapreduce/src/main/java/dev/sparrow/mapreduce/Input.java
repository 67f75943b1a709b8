/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.PairRdd;
import dev.sparrow.Sparrow;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.Tuple2;

import java.util.Iterator;
import java.util.function.Function;

/// Where the records of a job come from, cut into splits (Dean & Ghemawat 2004, section 4.4): a map task for each.
///
/// @param <K> keys of the records
/// @param <V> values of the records
public final class Input<K, V> implements CallSite.Transparent {
    private final Job.Plan<K, V> plan;

    Input(Job.Plan<K, V> plan) {
        this.plan = plan;
    }

    PairRdd<K, V> open(Run run) {
        return plan.on(run);
    }

    /// Any dataset of pairs: of a Parquet file, an object file (what Hadoop has sequence files for), a database.
    ///
    /// @param open makes it, in the driver
    public static <K, V> Input<K, V> of(Function<Sparrow, PairRdd<K, V>> open) {
        MapReduce.require(open, "input");
        return new Input<>(run -> open.apply(run.context()));
    }

    /// A dataset of pairs. Only jobs of its context can read it.
    public static <K, V> Input<K, V> of(PairRdd<K, V> pairs) {
        MapReduce.require(pairs, "input");
        return new Input<>(_ -> pairs);
    }

    /// The lines of text files, with their places.
    ///
    /// @param path as for [Sparrow#textFile(String)]
    public static Input<Position, String> text(String path) {
        return of(sc -> numbered(sc.textFile(path)));
    }

    /// As [#text(String)], in at least so many splits, M.
    public static Input<Position, String> text(String path, int splits) {
        return of(sc -> numbered(sc.textFile(path, splits)));
    }

    /// The lines of text files: up to the first tab the key, behind it the value; without a tab all is key.
    public static Input<String, String> keyValue(String path) {
        return of(sc -> sc.textFile(path).mapToPair(Input::parted));
    }

    /// The numbers from `start` up to, not including, `end`, with their places, in so many splits.
    public static Input<Position, Long> range(long start, long end, int splits) {
        return of(sc -> numbered(sc.range(start, end, 1, splits)));
    }

    private static Tuple2<String, String> parted(String line) {
        var tab = line.indexOf('\t');
        return tab < 0 ? Tuple2.of(line, "") : Tuple2.of(line.substring(0, tab), line.substring(tab + 1));
    }

    private static <T> PairRdd<Position, T> numbered(dev.sparrow.Rdd<T> records) {
        return PairRdd.fromRdd(records.mapPartitionsWithIndex((split, all) -> new Numbered<>(split, all)));
    }

    /// Records with their places.
    private static final class Numbered<T> implements Iterator<Tuple2<Position, T>> {
        private final int split;
        private final Iterator<T> records;
        private long count;

        Numbered(int split, Iterator<T> records) {
            this.split = split;
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public Tuple2<Position, T> next() {
            return new Tuple2<>(new Position(split, count++), records.next());
        }
    }
}
