/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.io.Serializable;

/// The map function of a job (Dean & Ghemawat 2004, section 2.1): makes pairs of a record of the input.
///
/// Each attempt of a task has a mapper of its own, so it may keep things in its fields; what it opens in [#setup] is no
/// part of the object that travels, and belongs in fields that are `transient`. A duplicate of a task has to emit the
/// same, so nothing may depend on time, chance or other tasks.
///
/// @param <K1> keys of the input
/// @param <V1> values of the input
/// @param <K2> keys of what is emitted
/// @param <V2> values of what is emitted
@FunctionalInterface
public interface Mapper<K1, V1, K2, V2> extends Serializable {
    void map(K1 key, V1 value, Context<K2, V2> context) throws Exception;

    /// Before the first record of a task.
    default void setup(Context<K2, V2> context) throws Exception {}

    /// After the last record of a task.
    default void cleanup(Context<K2, V2> context) throws Exception {}
}
