/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Processes of executors: how they are started, watched and ended, and what they print.
///
/// Read [JavaLauncher] first.
package dev.sparrow.cluster.process;
