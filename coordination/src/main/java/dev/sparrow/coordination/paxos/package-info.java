/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Multi-Paxos as a pure machine, behind the same interface as Raft (Lamport 2001, *Paxos made simple*, called "Simple"
/// here; Chandra, Griesemer and Redstone 2007, *Paxos made live*, called "Live"; van Renesse and Altinbuken 2015,
/// *Paxos made moderately complex*).
///
/// Read [PaxosMachine] first, then [PaxosRules]: it holds every decision that safety rests on. A member is an
/// [Acceptor], which promises and accepts; a learner ([Slots]), which knows what is chosen and applies it in order; and
/// perhaps a [Proposer], which leads. They share one [Paxos]. Imports of ours `coordination.log` and the contract of
/// machines.
package dev.sparrow.coordination.paxos;
