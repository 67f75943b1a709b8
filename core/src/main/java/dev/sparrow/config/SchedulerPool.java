/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a pool of jobs gets, as settings say.
///
/// @param isFair whether the jobs in it share; else the oldest is first
/// @param weight how many shares the pool gets, from 1
/// @param minShare task slots that it gets before other pools get more than theirs
public record SchedulerPool(boolean isFair, int weight, int minShare) {
    private static final SchedulerPool PLAIN = new SchedulerPool(false, 1, 0);

    /// Of a text such as `etl:weight=2,minShare=4;web:mode=FAIR`.
    static Map<String, SchedulerPool> all(String text) {
        var all = new LinkedHashMap<String, SchedulerPool>();
        for (var one : text.isBlank() ? new String[0] : text.split(";", -1)) {
            var colon = one.indexOf(':');
            var name = (colon < 0 ? one : one.substring(0, colon)).strip();
            var pool = PLAIN;
            for (var word : colon < 0 ? List.<String>of() : List.of(one.substring(colon + 1).split(",", -1))) {
                pool = pool.with(word.strip());
            }
            if (name.isEmpty() || all.put(name, pool) != null) {
                throw new IllegalArgumentException("a pool without a name, or twice");
            }
        }
        return all;
    }

    private SchedulerPool with(String word) {
        var sides = word.split("=", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("not of the form name=value: " + word);
        }
        return switch (sides[0]) {
            case "mode" -> new SchedulerPool(isFair(sides[1]), weight, minShare);
            case "weight" -> new SchedulerPool(isFair, atLeast(1, sides[1]), minShare);
            case "minShare" -> new SchedulerPool(isFair, weight, atLeast(0, sides[1]));
            default -> throw new IllegalArgumentException("no weight, minShare or mode: " + word);
        };
    }

    private static boolean isFair(String mode) {
        if (!mode.equals("FAIR") && !mode.equals("FIFO")) {
            throw new IllegalArgumentException("no mode: " + mode);
        }
        return mode.equals("FAIR");
    }

    private static int atLeast(int least, String text) {
        var number = Integer.parseInt(text);
        if (number < least) {
            throw new IllegalArgumentException("less than " + least);
        }
        return number;
    }
}
