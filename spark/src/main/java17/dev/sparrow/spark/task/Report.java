/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import java.io.Serializable;

/// What an attempt has to tell the driver, and where it ran.
///
/// @param stage the number of our stage
/// @param partition which one it has made
/// @param executor Spark's name of it
/// @param bytes the report in our words, which Spark does not open
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Report(int stage, int partition, String executor, byte[] bytes) implements Serializable {}
