/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The driver's side of executors in processes of their own.
///
/// Read [ClusterFabric] first.
package dev.sparrow.cluster.driver;
