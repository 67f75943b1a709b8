/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

/// How much may go wrong in one exploration.
///
/// @param crashes how often a node may crash, at any moment and between any two effects
/// @param repairs whether a crashed node may come back, and a parted network be mended
/// @param losses how many messages may get lost
/// @param duplicates how many messages may arrive twice
/// @param parted whether the network may be parted, once, at any moment, in any two parts
/// @param early how often a node may lose its patience too early; without, nobody is taken for dead who is not
public record Faults(int crashes, boolean repairs, int losses, int duplicates, boolean parted, int early) {
    public static final Faults NONE = new Faults(0, false, 0, 0, false, 0);

    public Faults crashes(int count) {
        return new Faults(count, repairs, losses, duplicates, parted, early);
    }

    public Faults repaired() {
        return new Faults(crashes, true, losses, duplicates, parted, early);
    }

    public Faults losses(int count) {
        return new Faults(crashes, repairs, count, duplicates, parted, early);
    }

    public Faults duplicates(int count) {
        return new Faults(crashes, repairs, losses, count, parted, early);
    }

    public Faults parting() {
        return new Faults(crashes, repairs, losses, duplicates, true, early);
    }

    public Faults early(int count) {
        return new Faults(crashes, repairs, losses, duplicates, parted, count);
    }
}
