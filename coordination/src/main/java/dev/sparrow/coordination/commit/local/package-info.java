/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Two-phase commit within one process: a driver that writes to several sinks, with its recovery log on disk.
///
/// [LocalCommit] holds the coordinator and a participant for each sink, and carries out their effects; the machines are
/// those of `commit`. Imports of ours only `commit`, the contract of machines, and `error`.
package dev.sparrow.coordination.commit.local;
