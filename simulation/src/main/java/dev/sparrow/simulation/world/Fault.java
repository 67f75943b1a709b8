/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.simulation.world;

/// Something that goes wrong at one moment, and perhaps for a while. A run is made of a list of these, so that a
/// [Shrinker] can leave some out.
///
/// A target is the number of a member, or [#LEADER]: whoever leads when it happens, and nobody if nobody does.
public sealed interface Fault {
    /// The target that is whoever leads.
    int LEADER = -1;

    int atMillis();

    /// A node loses all that it has not forced to disk, and starts again later.
    record Crash(int atMillis, int target, int downMillis) implements Fault {}

    /// A node crashes before it carries out so many more effects, between two writes or sends perhaps.
    record CrashAtBoundary(int atMillis, int target, int effects, int downMillis) implements Fault {}

    /// A node stands still, and then goes on as if nothing had been.
    record Pause(int atMillis, int target, int forMillis) implements Fault {}

    /// A node is cut off from all others.
    record Isolate(int atMillis, int target, int forMillis) implements Fault {}

    /// A node hears nobody, or is heard by nobody.
    record OneWay(int atMillis, int target, boolean deaf, int forMillis) implements Fault {}

    /// The members whose bit is set see only each other, and so do the rest.
    record Split(int atMillis, int side, int forMillis) implements Fault {}

    /// Two halves that see each other only through one node.
    record Bridge(int atMillis, int target, int side, int forMillis) implements Fault {}

    /// Messages between two nodes take longer, in both directions.
    record SlowLink(int atMillis, int target, int other, int byMillis, int forMillis) implements Fault {}

    /// A disk takes longer to flush.
    record SlowDisk(int atMillis, int target, int byMillis, int forMillis) implements Fault {}

    /// A clock runs fast or slow.
    record ClockRate(int atMillis, int target, int perMille, int forMillis) implements Fault {}

    /// A clock jumps; backwards it stands still until it has been overtaken.
    record ClockJump(int atMillis, int target, int byMillis) implements Fault {}

    /// A node crashes, a bit of a durable record is flipped, and it starts again.
    ///
    /// @param perMille where on the disk
    record Damage(int atMillis, int target, int perMille, int downMillis) implements Fault {}

    /// A node crashes for good, with its disk.
    record LoseDisk(int atMillis, int target) implements Fault {}

    /// From then on, for a while, nobody hears two of three who begin to lead, for so long: what they do in the first
    /// moments stays with them (Figure 8 of Ongaro and Ousterhout 2014 is made of that).
    record Hush(int atMillis, int forMillis, int hushMillis) implements Fault {}

    /// What is no fault but an exercise of the protocol's own, such as a change of members.
    record Exercise(int atMillis, String what, int argument) implements Fault {}
}
