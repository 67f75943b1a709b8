/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.task;

import dev.sparrow.storage.memory.ResultMemory;

/// The result of a task, counted as long as it is on its way to the program.
record HeldResult(Object result, ResultMemory memory) {}
