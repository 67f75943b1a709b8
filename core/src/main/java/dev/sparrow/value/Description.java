/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import java.io.Serializable;

/// What numbers are like.
///
/// @param stdev of a sample: with the count less 1
/// @param q1 a quarter of them are below
/// @param q3 three quarters of them are below
public record Description(
        long count, double mean, double stdev, double min, double q1, double median, double q3, double max)
        implements Serializable {}
