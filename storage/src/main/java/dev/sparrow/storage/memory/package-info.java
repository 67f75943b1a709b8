/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Memory outside the Java heap: who has how much of it.
///
/// The only package that makes Arrow's allocators; nothing of Arrow is loaded before somebody allocates. Imports
/// `error` of `core`, and Arrow.
///
/// Read [ArrowMemory] first.
package dev.sparrow.storage.memory;
