/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// `bin/sparrow bench coordination`: what a replicated log and a lock service do in a second, Sparrow's beside etcd's
/// and ZooKeeper's, each of three members in processes of their own on this machine, with their disks.
///
/// A [LogService] or [LockService] is who takes part, [PutLoad] and [LockLoad] are what is measured, [Members] are the
/// processes. Read [CoordinationBench] first.
package dev.sparrow.benchmarks.coordination;
