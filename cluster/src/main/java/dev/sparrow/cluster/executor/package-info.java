/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// An executor in a process of its own.
///
/// Read [ExecutorMain] first, then [ExecutorSession].
package dev.sparrow.cluster.executor;
