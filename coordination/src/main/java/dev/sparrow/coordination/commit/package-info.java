/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Atomic commit: two-phase and three-phase commit as pure machines, and the interface of what takes part.
///
/// Read [TwoPhaseCoordinator] and [TwoPhaseParticipant] first, with [TwoPhaseRules]; then [ThreePhaseParticipant],
/// whose termination protocol is what the third phase is for, and [QuorumRules]. [Participant] is what files and
/// databases implement. Imports of ours only the contract of machines and `error`.
package dev.sparrow.coordination.commit;
