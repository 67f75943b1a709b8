/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.value.StageId;

/// Which stage, and the code of its tasks.
///
/// @param hash of the code as bytes; empty where driver and executor share objects
public record StageRef(StageId stage, String hash) {}
