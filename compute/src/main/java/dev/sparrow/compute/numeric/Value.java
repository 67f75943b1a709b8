/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import dev.sparrow.storage.columnar.ValueForm;

import java.util.List;

/// A value of Java while the code of a function is followed: what is known of it.
public sealed interface Value {

    /// A primitive.
    record Primitive(Operand number) implements Value {}

    /// An int of which only the sign means something, as of a result of `compareTo`.
    record Sign(Operand number) implements Value {}

    /// A box of a primitive, never null.
    record Boxed(Class<?> box, Operand number) implements Value {}

    /// A value of a class of the JDK, never null: its numbers.
    record Numbers(ValueForm form, List<Operand> numbers) implements Value {}

    /// A value, or if `valid` is 0 something else.
    ///
    /// @param orNull whether that is null; else nobody knows
    record Maybe(Operand valid, Value value, boolean orNull) implements Value {}

    record Null() implements Value {}

    /// A record, never null: its components.
    record Struct(Class<?> type, List<Value> parts) implements Value {}

    /// An object that the function has captured. What it is differs from run to run.
    ///
    /// @param argument its number among what was captured
    record Captured(int argument) implements Value {}

    /// An object of which nothing is known.
    record Opaque() implements Value {}
}
