/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The coordinator of a cluster: which executors run where.
///
/// [CoordinatorMachine] decides, [Coordinator] carries out. Neither opens what drivers say to their executors.
package dev.sparrow.cluster.coordinator;
