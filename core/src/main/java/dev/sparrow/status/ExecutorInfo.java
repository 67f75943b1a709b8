/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.status;

/// A process that runs tasks.
public record ExecutorInfo(String id, int slots, int activeTasks) {}
