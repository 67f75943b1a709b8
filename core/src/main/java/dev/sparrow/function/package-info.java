/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What users pass to datasets: functions that are serializable and may throw anything.
///
/// Each has one method, `call`, so a lambda fits without a cast. The names and shapes are those of Spark's Java API.
/// `PairFunction` and `FlatMapFunction` are special cases of [Function], so the engine meets few shapes. Read
/// [Function] first.
package dev.sparrow.function;
