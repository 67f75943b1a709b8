/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.slots;

import dev.sparrow.scheduler.index.Bits;
import dev.sparrow.scheduler.index.Levels;

import java.util.Arrays;

/// The executors as those see them who ask for the same: which can give it now, the freest first, and which could if
/// nothing ran. To be told of every change of an executor.
final class DemandIndex {
    private final Demand demand;
    private final Levels byFreeSlots = new Levels();
    private final Bits capable = new Bits();

    /// By the number of the executor: how many can have it there now, and when nothing runs.
    private int[] fitting = new int[16];

    private int[] fittingWhenIdle = new int[16];
    private int allFitting;
    private int allFittingWhenIdle;

    DemandIndex(Demand demand) {
        this.demand = demand;
    }

    void refresh(ExecutorSlots executor) {
        put(executor.number(), executor.fitting(demand), executor.open());
    }

    void add(ExecutorSlots executor) {
        var number = executor.number();
        if (number >= fitting.length) {
            fitting = Arrays.copyOf(fitting, Math.max(2 * fitting.length, number + 1));
            fittingWhenIdle = Arrays.copyOf(fittingWhenIdle, fitting.length);
        }
        putCapable(number, executor.fittingWhenIdle(demand));
        refresh(executor);
    }

    void remove(ExecutorSlots executor) {
        putCapable(executor.number(), 0);
        put(executor.number(), 0, 0);
    }

    private void put(int number, int times, int open) {
        allFitting += times - fitting[number];
        fitting[number] = times;
        byFreeSlots.put(number, times > 0 ? open : 0);
    }

    private void putCapable(int number, int times) {
        allFittingWhenIdle += times - fittingWhenIdle[number];
        fittingWhenIdle[number] = times;
        if (times > 0) {
            capable.add(number);
        } else {
            capable.remove(number);
        }
    }

    /// How many can have it at the same time.
    int fitting() {
        return allFitting;
    }

    int fittingWhenIdle() {
        return allFittingWhenIdle;
    }

    /// Those that can give it now.
    Bits open() {
        return byFreeSlots.all();
    }

    /// Those that could give it if nothing ran.
    Bits capable() {
        return capable;
    }

    /// The number of the executor with most free slots; of equal ones the first. There is one.
    int freest() {
        return byFreeSlots.highest();
    }

    /// The same, as if some were not there; -1 if there is none.
    int freest(Bits without) {
        return byFreeSlots.highest(without);
    }
}
