/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.jmh;

import dev.sparrow.Sparrow;
import dev.sparrow.SparrowConf;
import dev.sparrow.config.Keys;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A context with one thread: what is compared with it are loops of one thread.
@State(Scope.Benchmark)
public class LocalContext {
    /// How many elements one call of a benchmark has. Enough that starting the job does not count.
    static final int ELEMENTS = 1_000_000;

    private Sparrow sc;

    @Setup(Level.Trial)
    public void open() {
        sc = new Sparrow(new SparrowConf().setMaster("local[1]").setAppName("jmh").set(Keys.PROGRESS, "off"));
    }

    @TearDown(Level.Trial)
    public void close() {
        sc.close();
    }

    Sparrow sc() {
        return sc;
    }
}
