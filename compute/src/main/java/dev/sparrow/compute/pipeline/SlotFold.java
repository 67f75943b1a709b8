/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

/// Folds values into the states of their keys, each in the slot that a table gave its key: the loop of an aggregation,
/// compiled for a user's functions and for the leaves that hold values and states.
///
/// A slot equal to the number of slots so far is a new key's: its state is made from its first value.
public abstract class SlotFold {

    /// How many slots have a state.
    public int size;

    /// The state that does not fit the array, after [#fold] stopped at its row.
    public Object odd;

    /// Folds `values[row]` into `states[slots[row]]` for each row from `from` up to, not including, `to`.
    ///
    /// @param values an array of the value's leaf
    /// @param states an array of the state's leaf, long enough for a new slot in each row
    /// @return `to`; or the row whose function gave something that states cannot hold: it is in [#odd], the function
    ///   has run, and nothing was stored for that row
    public abstract int fold(int[] slots, Object values, int from, int to, Object states);
}
