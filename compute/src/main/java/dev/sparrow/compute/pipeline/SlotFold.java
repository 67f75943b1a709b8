/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.function.Function;
import dev.sparrow.function.Function2;
import dev.sparrow.lineage.Label;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Folds values into the states of their keys, each in the slot that a table gave its key: the loop of an aggregation,
/// compiled for a user's functions and for what holds values and states.
///
/// A slot equal to the number of slots so far is a new key's: its state is made from its first value.
public abstract class SlotFold extends Compiled {

    /// How the state of a new key is made from its first value.
    public sealed interface Start {

        /// It is the value.
        record Value() implements Start {}

        /// A function makes it.
        record Create(Function<Object, Object> function) implements Start {}

        /// The value is folded into a zero of its own, which the supplier gives.
        record Zero(Supplier<Object> zero) implements Start {}
    }

    /// What a class is made from.
    private record Shape(Class<? extends Start> start, Object create, Object further, Kind value, Kind.Leaf state) {}

    /// How many slots have a state.
    public int size;

    /// The state that does not fit the array, after [#fold] stopped at its row.
    public Object odd;

    /// Of [Start.Zero].
    Supplier<Object> zero;

    /// Folds the value of a row into `states[slots[row]]` for each row from `from` up to, not including, `to`.
    ///
    /// @param values of the kind that it was compiled for
    /// @param states an array of the state's leaf, long enough for a new slot in each row
    /// @return `to`; or the row whose function gave something that states cannot hold: it is in [#odd], the function
    ///   has run, and nothing was stored for that row
    /// @throws dev.sparrow.compute.UserFailure if a function threw
    public abstract int fold(int[] slots, Window values, int from, int to, Object states);

    /// Compiles the loop, or takes the class of one of the same shape. Empty if that is not possible, see
    /// [LoopClasses#make].
    ///
    /// @param further folds a value into the state of a key that has one
    /// @param label whose functions they are
    /// @param value the kind of values
    /// @param state the leaf of states
    public static Optional<SlotFold> of(
            Start start, Function2<Object, Object, Object> further, Label label, Kind value, Kind.Leaf state) {
        var fold = UserCall.of(further, Signature.FUNCTION2, label);
        var calls = new ArrayList<UserCall>();
        calls.add(fold);
        if (start instanceof Start.Create create) {
            calls.add(UserCall.of(create.function(), Signature.FUNCTION, label));
        }
        var shape = new Shape(start.getClass(), calls.getLast().identity(), fold.identity(), value, state);
        var made =
                LoopClasses.make(shape, calls, List.of(value), new SlotFoldWriter(start, calls, value, state)::write);
        return made.map(compiled -> {
            var slots = (SlotFold) compiled;
            if (start instanceof Start.Zero(var zero)) {
                slots.zero = zero;
            }
            return slots;
        });
    }
}
