/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What Spark itself opens in its processes. It is compiled for the Java that Spark runs on, so that a process whose
/// Java is too old for our programs can say so.
package dev.sparrow.spark.task;
