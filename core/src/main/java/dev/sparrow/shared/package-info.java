/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Variables that tasks share: values that all of them read, and sums that all of them add to.
///
/// A closure takes along which variable it is, not what is in it. Read [Broadcast] and [AccumulatorV2] first.
package dev.sparrow.shared;
