/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.compute.numeric.Operand;
import dev.sparrow.compute.numeric.Value;
import dev.sparrow.storage.columnar.Kind;

import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// The element that a numeric call makes: one for all of its answers, in locals of its own.
///
/// @param kind what it is unless it is null or comes from the function itself
/// @param numbers those of the kind
/// @param valid the local that is 0 where it is anything else
/// @param other the local of the object where it is
/// @param isAlways whether it is nothing else
record NumericResult(NumericCode call, Kind kind, List<Element.Raw> numbers, int valid, int other, boolean isAlways) {

    /// Empty if the answers are too different to be one element.
    ///
    /// @param returned what the function returns
    static Optional<NumericResult> of(LoopCode loop, NumericCode call, Class<?> returned) {
        var answers = call.function().answers();
        var kinds = new ArrayList<Kind>();
        var isAlways = !call.function().mayGiveUp();
        for (var answer : answers) {
            var kind = kind(answer, returned);
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            isAlways &= !(answer instanceof Value.Null || answer instanceof Value.Maybe);
            if (!(kind.get() instanceof Kind.Nulls) && !kinds.contains(kind.get())) {
                kinds.add(kind.get());
            }
        }
        if (kinds.size() != 1) {
            return Optional.empty();
        }
        var numbers = new ArrayList<Element.Raw>();
        for (var leaf : kinds.getFirst().leafKinds()) {
            var number = new LeafCode(leaf);
            numbers.add(new Element.Raw(number, zero(loop, number.typeKind())));
        }
        var valid = zero(loop, TypeKind.INT);
        return Optional.of(
                new NumericResult(call, kinds.getFirst(), numbers, valid, zero(loop, TypeKind.REFERENCE), isAlways));
    }

    private static int zero(LoopCode loop, TypeKind kind) {
        var local = loop.local(kind);
        loop.pushZero(kind);
        loop.code.storeLocal(kind, local);
        return local;
    }

    /// What an answer is; empty if it is no numbers.
    private static Optional<Kind> kind(Value answer, Class<?> returned) {
        return switch (answer) {
            case Value.Primitive _ -> leaf(leaf -> leaf.type() == returned);
            case Value.Boxed(var box, _) -> leaf(leaf -> leaf.box() == box);
            case Value.Numbers(var form, _) -> Optional.of(new Kind.Value(form));
            case Value.Maybe(_, var known, var orNull) -> orNull ? kind(known, returned) : Optional.empty();
            case Value.Null _ -> Optional.of(new Kind.Nulls());
            case Value.Sign _, Value.Struct _, Value.Captured _, Value.Opaque _ -> Optional.empty();
        };
    }

    private static Optional<Kind> leaf(Predicate<Kind.Leaf> which) {
        return Arrays.stream(Kind.Leaf.values())
                .filter(leaf -> leaf != Kind.Leaf.OBJECT && which.test(leaf))
                .map(leaf -> (Kind) leaf)
                .findFirst();
    }

    Element element() {
        var known = kind instanceof Kind.Value(var form) ? new Element.Numbers(form, numbers) : numbers.getFirst();
        return isAlways ? known : new Element.Nullable(valid, known, OptionalInt.of(other));
    }

    /// Sets the locals to an answer.
    void set(LoopCode loop, Value answer) {
        switch (answer) {
            case Value.Maybe(var isValid, var known, _) -> {
                set(loop, known);
                call.push(isValid);
                loop.code.istore(valid);
            }
            case Value.Primitive(var number) -> setNumbers(loop, List.of(number));
            case Value.Boxed(_, var number) -> setNumbers(loop, List.of(number));
            case Value.Numbers(_, var all) -> setNumbers(loop, all);
            case Value.Null _, Value.Sign _, Value.Struct _, Value.Captured _, Value.Opaque _ -> {}
        }
    }

    private void setNumbers(LoopCode loop, List<Operand> all) {
        for (var i = 0; i < all.size(); i++) {
            call.push(all.get(i));
            loop.code.storeLocal(numbers.get(i).leaf().typeKind(), numbers.get(i).local());
        }
        loop.code.iconst_1().istore(valid);
    }
}
