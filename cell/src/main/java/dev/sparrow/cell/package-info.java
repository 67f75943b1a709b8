/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// A protocol that runs: one machine of the contract on a real node, with its disk, connections, clock and timers.
///
/// [Node] puts them together: an Akka typed actor ([NodeActor]) holds the machine and decides nothing; a thread writes
/// the disk; connections have threads of their own. [Member] is the machine of a member of a cell, [CellClient] asks a
/// cell. May import Akka, the protocols, the transport and errors. Read [Node] first, then [NodeActor].
package dev.sparrow.cell;
