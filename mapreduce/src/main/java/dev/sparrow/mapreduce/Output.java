/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import dev.sparrow.PairRdd;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.SaveMode;
import dev.sparrow.value.Tuple2;

/// Where the output of a job goes: a partition of each reduce task, in its order.
///
/// Whatever saves a dataset of pairs is one, in any format: `result -> result.saveAsObjectFile("counts")`. It has to
/// read all of it: a task whose output is not read to its end reports nothing.
///
/// @param <K> the keys
/// @param <V> the values
@FunctionalInterface
public interface Output<K, V> extends CallSite.Transparent {
    /// Takes the output; called once, in the driver.
    void write(PairRdd<K, V> result);

    /// Lines of key, tab and value, in a folder that appears when all of it is written (Dean & Ghemawat 2004, section
    /// 3.3, does that by file).
    static <K, V> Output<K, V> text(String path) {
        return text(path, SaveMode.ERROR);
    }

    /// As [#text(String)], where something may be at the path already.
    static <K, V> Output<K, V> text(String path, SaveMode mode) {
        return result -> result.map(pair -> line(pair)).saveAsTextFile(path, mode);
    }

    /// Nowhere: for jobs that only count, or write by [Context#sideFile].
    static <K, V> Output<K, V> none() {
        return result -> result.foreach(_ -> {});
    }

    private static String line(Tuple2<?, ?> pair) {
        return pair._1() + "\t" + pair._2();
    }
}
