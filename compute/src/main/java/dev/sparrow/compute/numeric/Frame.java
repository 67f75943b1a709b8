/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.numeric;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

import java.util.ArrayList;
import java.util.List;

/// A place in the code of a function, and what is known there. Equal ones go on in the same way.
///
/// @param caller the place after the call; null for the function itself
record Frame(MethodNode method, int instruction, List<Value> locals, List<Value> stack, Frame caller) {

    /// At the begin of a method.
    ///
    /// @param arguments with the receiver if there is one
    static Frame of(MethodNode method, List<Value> arguments, Frame caller) {
        var locals = new ArrayList<Value>();
        for (var argument : arguments) {
            locals.add(argument);
            if (argument instanceof Value.Primitive(var number) && number.kind().slotSize() == 2) {
                locals.add(new Value.Opaque());
            }
        }
        return new Frame(method, 0, List.copyOf(locals), List.of(), caller);
    }

    int depth() {
        return caller == null ? 1 : 1 + caller.depth();
    }

    /// The same method from another instruction on.
    Frame at(int next, List<Value> newStack) {
        return new Frame(method, next, locals, List.copyOf(newStack), caller);
    }

    /// After an instruction that took values from the stack.
    Frame without(int taken) {
        return at(instruction + 1, stack.subList(0, stack.size() - taken));
    }

    /// The same place with a value more.
    Frame push(Value value) {
        var changed = new ArrayList<>(stack);
        changed.add(value);
        return at(instruction, changed);
    }

    /// After an instruction that took values from the stack and pushed one.
    Frame after(int taken, Value pushed) {
        return without(taken).push(pushed);
    }

    /// After an instruction that moved a value from the stack into a local.
    Frame store(int local) {
        var changed = new ArrayList<>(locals);
        while (changed.size() <= local) {
            changed.add(new Value.Opaque());
        }
        changed.set(local, peek(0));
        return new Frame(method, instruction + 1, List.copyOf(changed), without(1).stack, caller);
    }

    /// The value that is so deep in the stack.
    Value peek(int depth) {
        return stack.get(stack.size() - 1 - depth);
    }

    /// The values on top of the stack, in the order in which they were pushed.
    List<Value> top(int count) {
        return stack.subList(stack.size() - count, stack.size());
    }

    static int arguments(String descriptor) {
        return Type.getArgumentTypes(descriptor).length;
    }
}
