/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Small collections by which the machine finds in constant time what it looks for at each step. They know nothing of
/// stages and executors.
///
/// Imports nothing of ours. Read [Levels] first.
package dev.sparrow.scheduler.index;
