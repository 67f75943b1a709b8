/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

import java.util.random.RandomGenerator;

/// A kind of [Fault], and how one is drawn.
public enum FaultKind {
    CRASH,
    CRASH_AT_BOUNDARY,
    PAUSE,
    ISOLATE,
    ONE_WAY,
    SPLIT,
    BRIDGE,
    SLOW_LINK,
    SLOW_DISK,
    CLOCK_RATE,
    CLOCK_JUMP,
    DAMAGE,
    LOSE_DISK;

    Fault draw(int at, int nodes, boolean atLeader, RandomGenerator random) {
        var target = atLeader ? Fault.LEADER : random.nextInt(nodes);
        var side = 1 + random.nextInt(Math.max(1, (1 << nodes) - 2));
        var shortly = random.nextInt(4) == 0 ? 0 : random.nextInt(600);
        var length = 20 + random.nextInt(random.nextBoolean() ? 300 : 1500);
        return switch (this) {
            case CRASH -> new Fault.Crash(at, target, shortly);
            case CRASH_AT_BOUNDARY -> new Fault.CrashAtBoundary(at, target, random.nextInt(12), shortly);
            case PAUSE -> new Fault.Pause(at, target, length);
            case ISOLATE -> new Fault.Isolate(at, target, length);
            case ONE_WAY -> new Fault.OneWay(at, target, random.nextBoolean(), length);
            case SPLIT -> new Fault.Split(at, side, length);
            case BRIDGE -> new Fault.Bridge(at, target, side, length);
            case SLOW_LINK -> new Fault.SlowLink(at, target, random.nextInt(nodes), 1 + random.nextInt(200), length);
            case SLOW_DISK -> new Fault.SlowDisk(at, target, 1 + random.nextInt(150), length);
            case CLOCK_RATE -> new Fault.ClockRate(at, target, 500 + random.nextInt(1501), length);
            case CLOCK_JUMP -> new Fault.ClockJump(at, target, random.nextInt(120_001) - 60_000);
            case DAMAGE -> new Fault.Damage(at, target, random.nextInt(1000), shortly);
            case LOSE_DISK -> new Fault.LoseDisk(at, target);
        };
    }
}
