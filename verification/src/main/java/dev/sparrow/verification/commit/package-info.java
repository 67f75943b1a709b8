/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Atomic commit, explored: every order of messages, every crash between two effects, every way to part the network.
///
/// A [Situation] is one moment of a cell with one transaction; [Exploration] visits all that can follow from the first
/// within some [Faults], and [RandomWalks] goes through larger ones by seed. Both run the very machines of
/// `coordination`. Read [Situation] first.
package dev.sparrow.verification.commit;
