/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The rows as somebody writes them who knows the data and has the time: loops over arrays, two threads.
///
/// What the machine can do, so that the other figures have a scale. Read `HandNumbers` first.
package dev.sparrow.benchmarks.hand;
