/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A user function as a program over the numbers of its argument. It answers what the function would answer, or gives
/// up; then the function has to be called, which is as if nothing had been done before.
///
/// @param captured the numbers of captured objects that it takes, and the registers that it expects them in
public record NumericFunction(Node code, Map<CapturedNumber, CapturedRegisters> captured) {

    /// Where a program expects the number of a captured object.
    ///
    /// @param valid of an int: 0 if the object has no such number
    public record CapturedRegisters(Operand.Register valid, Operand.Register number) {}

    /// All answers that it may end with.
    public List<Value> answers() {
        var answers = new ArrayList<Value>();
        for (var node : nodes()) {
            if (node instanceof Node.Answer(var value)) {
                answers.add(value);
            }
        }
        return answers;
    }

    public boolean mayGiveUp() {
        return nodes().contains(Node.GIVE_UP);
    }

    private Set<Node> nodes() {
        var nodes = Collections.<Node>newSetFromMap(new IdentityHashMap<>());
        collect(code, nodes);
        return nodes;
    }

    private static void collect(Node node, Set<Node> nodes) {
        if (!nodes.add(node)) {
            return;
        }
        switch (node) {
            case Node.Compute(_, _, _, var then) -> collect(then, nodes);
            case Node.Decide(_, _, var jump, var fall) -> {
                collect(jump, nodes);
                collect(fall, nodes);
            }
            case Node.Answer _, Node.GiveUp _ -> {}
        }
    }
}
