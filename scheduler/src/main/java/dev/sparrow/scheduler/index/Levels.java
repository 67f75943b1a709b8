/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Small numbers, each at a level, so that one of the highest is found at once. Level 0 means that it is not there.
public final class Levels {
    private final List<Bits> members = new ArrayList<>(List.of(new Bits()));
    private final Bits all = new Bits();
    private int[] levels = new int[16];
    private int highest;

    public void put(int number, int level) {
        if (number >= levels.length) {
            levels = Arrays.copyOf(levels, Math.max(2 * levels.length, number + 1));
        }
        var before = levels[number];
        if (before == level) {
            return;
        }
        levels[number] = level;
        if (before > 0) {
            members.get(before).remove(number);
        }
        if (level > 0) {
            at(level).add(number);
            all.add(number);
        } else {
            all.remove(number);
        }
        highest = Math.max(highest, level);
        while (highest > 0 && members.get(highest).isEmpty()) {
            highest--;
        }
    }

    private Bits at(int level) {
        while (members.size() <= level) {
            members.add(new Bits());
        }
        return members.get(level);
    }

    /// Those at any level.
    public Bits all() {
        return all;
    }

    /// Of those at the highest level the least; -1 if there is none.
    public int highest() {
        return highest == 0 ? -1 : members.get(highest).first();
    }

    /// The same, as if some were not there.
    public int highest(Bits without) {
        for (var level = highest; level > 0; level--) {
            var found = members.get(level).firstBeside(without);
            if (found >= 0) {
                return found;
            }
        }
        return -1;
    }
}
