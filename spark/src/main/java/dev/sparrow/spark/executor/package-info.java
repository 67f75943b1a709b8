/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Our executor in the processes of Spark.
package dev.sparrow.spark.executor;
