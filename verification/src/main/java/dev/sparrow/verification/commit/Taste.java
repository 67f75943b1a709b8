/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// What one of the [RandomWalks] prefers: dice that fall alike in every step would never let one message come very
/// late.
///
/// @param faultPercent how often it looks for a fault
/// @param crashPercent how often a step ends in a crash, if one is left
/// @param repairPercent how often a repair is made that could be: what is repaired at once has done no harm
/// @param skewPercent how often the message of the quickest link comes first
/// @param speeds decides which links are quick
record Taste(int faultPercent, int crashPercent, int repairPercent, int skewPercent, long speeds) {
    private static final int CRASH_EFFECTS_MAX = 5;
    private static final int SKEWS = 4;

    static Taste draw(SplittableRandom random) {
        return new Taste(
                5 + random.nextInt(40),
                2 + random.nextInt(20),
                5 + random.nextInt(95),
                random.nextInt(SKEWS) * 95 / (SKEWS - 1),
                random.nextLong());
    }

    Crash crash(SplittableRandom random) {
        return random.nextInt(100) < crashPercent
                ? new Crash(random.nextInt(CRASH_EFFECTS_MAX), random.nextBoolean())
                : Crash.NEVER;
    }

    /// First of what kind, then which: or there would be little else than parted networks, of which there are most.
    Act choose(Situation situation, List<Act> acts, SplittableRandom random) {
        var regular = acts.stream().filter(act -> act instanceof Act.Deliver || act instanceof Act.Wait).toList();
        if (!regular.isEmpty() && (regular.size() == acts.size() || random.nextInt(100) >= faultPercent)) {
            return chooseRegular(situation, regular, random);
        }
        var kinds = acts.stream().<Class<?>>map(Act::getClass).distinct().toList();
        var kind = kinds.get(random.nextInt(kinds.size()));
        var those = acts.stream().filter(kind::isInstance).toList();
        var act = those.get(random.nextInt(those.size()));
        var isRepair = act instanceof Act.Restart || act instanceof Act.Mend;
        return isRepair && !regular.isEmpty() && random.nextInt(100) >= repairPercent
                ? chooseRegular(situation, regular, random)
                : act;
    }

    private Act chooseRegular(Situation situation, List<Act> regular, SplittableRandom random) {
        return random.nextInt(100) < skewPercent
                ? regular.stream().max(Comparator.comparingLong(act -> speed(situation, act))).orElseThrow()
                : regular.get(random.nextInt(regular.size()));
    }

    private long speed(Situation situation, Act act) {
        if (!(act instanceof Act.Deliver(var index))) {
            return Long.MIN_VALUE;
        }
        var message = situation.messages.get(index);
        return new SplittableRandom(speeds + 31L * message.from() + message.to()).nextLong();
    }
}
