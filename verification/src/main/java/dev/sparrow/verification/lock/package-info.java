/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The lock service under swarms of faults: what must hold of locks, leases, caches, events and fail-over, and bugs
/// planted in its rules.
///
/// [LockRun] is one run: members over Raft or Multi-Paxos and sessions, all of which may crash. [LockInvariants] looks
/// at every step; [Sessions] ask for things and note what they saw. Read [LockRun] first.
package dev.sparrow.verification.lock;
