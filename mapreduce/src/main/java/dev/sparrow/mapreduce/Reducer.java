/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

import java.io.Serializable;

/// The reduce function of a job (Dean & Ghemawat 2004, section 2.1): makes pairs of a key and all of its values.
///
/// Keys come in increasing order within a task (section 4.2). Each attempt has a reducer of its own, see [Mapper].
///
/// @param <K2> keys that mappers emit
/// @param <V2> values that mappers emit
/// @param <K3> keys of the output
/// @param <V3> values of the output
@FunctionalInterface
public interface Reducer<K2, V2, K3, V3> extends Serializable {
    /// Takes a key with all of its values.
    ///
    /// @param key the first key of the group, see [MapReduce#grouping]
    /// @param values can be read once
    void reduce(K2 key, Values<K2, V2> values, Context<K3, V3> context) throws Exception;

    /// Before the first key of a task.
    default void setup(Context<K3, V3> context) throws Exception {}

    /// After the last key of a task.
    default void cleanup(Context<K3, V3> context) throws Exception {}
}
