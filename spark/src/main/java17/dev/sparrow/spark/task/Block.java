/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import java.io.Serializable;

/// A part of a block of an exchange, on its way through Spark's shuffle.
///
/// @param map the partition of the map stage that it was made of
/// @param number its place among the parts of that partition
/// @param bytes a batch as it leaves its process
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Block(int map, int number, byte[] bytes) implements Serializable {}
