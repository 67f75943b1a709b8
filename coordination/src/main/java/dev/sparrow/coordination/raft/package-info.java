/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Raft as a pure machine (Ongaro and Ousterhout 2014, *In search of an understandable consensus algorithm*, called
/// "the paper" here; Ongaro 2014, *Consensus: bridging theory and practice*, "the thesis").
///
/// Read [RaftMachine] first, then [RaftRules]: it holds every decision that safety rests on, one small method each.
/// There is a class for each thing a member does: [Elections], [Following], [Replication], [Snapshots], [Reads],
/// [Membership], [Clients]; they share one [Raft], the state of Figure 2 of the paper. Imports of ours
/// `coordination.log` and the contract of machines.
package dev.sparrow.coordination.raft;
