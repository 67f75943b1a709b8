/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// A world to run machines in by seed: a clock, a network, disks, and everything that goes wrong with them.
///
/// One thread, one queue of what is to happen, one seed: the same seed gives the same event log, byte for byte. A
/// [Plan] says what a run consists of, drawn from a seed or made by hand; a [Shrinker] makes a failing plan small. Read
/// [World] first, then [Fault]. Imports of ours only the contract of machines.
package dev.sparrow.simulation.world;
