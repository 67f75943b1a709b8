/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

/// A message whose length the user's texts or the number of tasks decide, so that it may take more than a message can:
/// then it travels in parts. All others have to be small.
public interface Divisible {}
