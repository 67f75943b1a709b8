/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Raft and Multi-Paxos under faults: one harness, the invariants of each, and bugs planted on purpose.
///
/// A [ConsensusRun] plays a plan: members, clients that write and read, faults; after every event the invariants are
/// checked, and in the end whether what the clients saw is linearizable and whether a healed majority gets on. Read it
/// first.
package dev.sparrow.verification.consensus;
