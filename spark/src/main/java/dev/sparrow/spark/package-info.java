/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Jobs on an existing Spark cluster: our planner makes stages, Spark runs their tasks and moves their blocks, and in
/// each task the same programs compute as everywhere else.
///
/// Read [SparkEngine] first.
package dev.sparrow.spark;
