/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.task;

/// A task of a barrier stage, as the others see it.
///
/// @param address the host that it runs on
public record BarrierTaskInfo(String address) {}
