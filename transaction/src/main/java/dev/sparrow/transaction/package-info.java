/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Output as a transaction: folders of files and tables of databases that become visible together, or not at all.
///
/// An [OpenTransaction] collects outputs, each of them a participant of two-phase commit, and says in its
/// [TransactionFolder] which they are before anything of them exists. One record in that folder decides. [Recovery]
/// ends what dead processes have left. Imports `core` without API and lineage, and the commit protocols of
/// `coordination`. Read [OpenTransaction] first.
package dev.sparrow.transaction;
