/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

/// What a stage's parents made, with the version of that.
public record VersionedInputs(int version, TaskInputs inputs) {}
