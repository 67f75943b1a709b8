/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The replicated state of a lock service after Chubby (Burrows 2006): sessions, small files, and advisory locks with
/// sequencers and lock-delay.
///
/// Read [CellState] first: a function of the [CellCommand]s in the order of a log. There is no time in it, and nobody
/// waits in it; who keeps leases proposes the commands that end sessions and lock-delays. [LockRules] has the decisions
/// that safety rests on. Imports of ours only `log`.
package dev.sparrow.coordination.lock;
