/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Memory for data: who has how much of it, on the Java heap and outside.
///
/// The only package that makes Arrow's allocators; nothing of Arrow is loaded before the first allocation.
///
/// Read [MemoryLimits] first, which decides, then [MemoryBudget] and [ArrowMemory].
package dev.sparrow.storage.memory;
