/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Executors in processes of their own.
///
/// Read [LocalClusterProvider] first, then `ClusterFabric`, which is the driver's side, and `ExecutorSession`, which is
/// an executor's. What passes between them is in `wire`. Who starts executors is a `Launcher`: this process, or, behind
/// a [ClusterProvider], the `Worker` that a `Coordinator` has chosen.
package dev.sparrow.cluster;
