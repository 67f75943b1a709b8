/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Executors in processes of their own.
///
/// Read [LocalClusterProvider] first, then `ClusterFabric`, which is the driver's side, and `ExecutorSession`, which is
/// an executor's. What passes between them is in `wire`.
package dev.sparrow.cluster;
