/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The rows as Spark programs on its Java RDD API, operator by operator what the Sparrow programs are.
///
/// A module of its own, so that none of Spark's libraries is on any other class path. Read `SparkEngine` first.
package dev.sparrow.benchmarks.spark;
