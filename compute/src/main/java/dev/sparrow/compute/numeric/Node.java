/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import java.lang.invoke.MethodType;
import java.util.List;

/// What a function does with numbers: operations and decisions up to an answer. None has an effect, so that the
/// function itself may be called wherever the program gives up. Branches may come together again: then they are the
/// same object.
public sealed interface Node {

    /// Sets a register.
    record Compute(Operand.Register result, Operation operation, List<Operand> operands, Node then) implements Node {}

    /// Compares ints, and goes on with one of two.
    ///
    /// @param opcode of the jump: of those that compare with 0, or with another
    /// @param operands one or two
    record Decide(int opcode, List<Operand> operands, Node jump, Node fall) implements Node {}

    /// The end.
    record Answer(Value value) implements Node {}

    /// Only the function itself knows the answer.
    record GiveUp() implements Node {}

    Node GIVE_UP = new GiveUp();

    /// What makes a primitive of primitives and never fails.
    sealed interface Operation {

        /// An instruction of the JVM.
        record Instruction(int opcode) implements Operation {}

        /// A call of a static method.
        record Call(Class<?> owner, String name, MethodType type) implements Operation {}
    }
}
