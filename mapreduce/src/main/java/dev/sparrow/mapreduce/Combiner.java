/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

/// A partial reduction in the task that maps, before anything is moved (Dean & Ghemawat 2004, section 4.3).
///
/// It may be applied to any part of the values of a key, several times or never, so it has to be associative and
/// commutative, and to emit the key that it was given. One such object may be the reducer of the same job, too. Its
/// methods [#setup] and [#cleanup] are called only where it is the reducer.
///
/// @param <K> the keys
/// @param <V> the values
@FunctionalInterface
public interface Combiner<K, V> extends Reducer<K, V, K, V> {}
