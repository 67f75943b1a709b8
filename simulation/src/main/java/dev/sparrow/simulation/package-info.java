/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The contract of pure machines, and the ports between a machine and what is around it.
///
/// A [Machine] takes one input and the time and returns what is to be done; it has no threads, clock, files or sockets.
/// A machine that lives on a node of a cluster takes [Event]s and returns [Effect]s, so that whoever runs it (a
/// simulated world, an actor, a test that plays a transcript) is written once for all protocols. A [Program] starts
/// such a machine from what its disk has kept. The simulated world is in `dev.sparrow.simulation.world`, the checkers
/// of histories in `dev.sparrow.simulation.history`. Imports nothing of ours. Read [Effect] first: it says what the
/// order of effects promises.
package dev.sparrow.simulation;
