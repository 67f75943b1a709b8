/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// MapReduce (Dean & Ghemawat 2004) as a thin layer over datasets: typed jobs with combiners, partitioners, sorted
/// input of reducers, counters and skipped records.
///
/// Nothing here can do what a program could not: imports only the public API, `dev.sparrow` and its packages
/// `function`, `shared`, `task`, `event`, `value` and `error`. Read [MapReduce] first, then [TaskWork], the work of one
/// task.
package dev.sparrow.mapreduce;
