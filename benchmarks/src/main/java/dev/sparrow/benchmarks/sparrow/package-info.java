/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The rows as Sparrow programs, one class each, as a user would write them on the public API.
///
/// No operator exists for their sake. Read `WordCount` first.
package dev.sparrow.benchmarks.sparrow;
