/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.compute.escape.EscapeAnalysis;
import dev.sparrow.compute.escape.EscapeState;
import dev.sparrow.storage.columnar.Kind;
import dev.sparrow.storage.columnar.Window;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The decision whether a loop reuses the arrays in its elements, see [Window#reusedLeaf]: it does if no function keeps
/// an element or an array in it, and none is left where the loop ends.
///
/// Only records with arrays of primitives and such arrays themselves are looked at: with them, making the arrays costs
/// as much as a short function.
final class BufferReuse {
    private BufferReuse() {}

    /// Whether a loop over these elements may read them so.
    static boolean fits(Kind kind, List<LoopStep> steps, LoopEnd end) {
        if (!holdsArrays(kind, steps, end)) {
            return false;
        }
        for (var step : steps) {
            var decided = decision(step);
            if (decided.isPresent()) {
                return decided.get();
            }
        }
        return switch (end) {
            case LoopEnd.Count _ -> true;
            case LoopEnd.Each(var function) -> fate(function, 0) != EscapeState.KEPT;
            // The first element of a reduction is its first result.
            case LoopEnd.Fold(var function) ->
                    function.declared().parameterType(1) != function.declared().returnType()
                            && fate(function, 1) == EscapeState.BORROWED;
            case LoopEnd.Into _, LoopEnd.IntoWindows _ -> false;
        };
    }

    /// What a step decides alone; empty if it hands the elements on, so that the next step decides.
    private static Optional<Boolean> decision(LoopStep step) {
        return switch (step.kind()) {
            case MAP, TO_DOUBLE -> {
                var fate = fate(step.call(), 0);
                yield fate == EscapeState.RETURNED ? Optional.empty() : Optional.of(fate == EscapeState.BORROWED);
            }
            case FLAT_MAP -> Optional.of(fate(step.call(), 0) == EscapeState.BORROWED);
            case FILTER -> fate(step.call(), 0) == EscapeState.BORROWED ? Optional.empty() : Optional.of(false);
            case KEY_BY, MAP_VALUES, FLAT_MAP_VALUES -> Optional.of(false);
        };
    }

    private static boolean holdsArrays(Kind kind, List<LoopStep> steps, LoopEnd end) {
        return switch (kind) {
            case Kind.Struct(var type, var _) ->
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getType)
                            .anyMatch(BufferReuse::isArray);
            case Kind.Leaf leaf -> leaf == Kind.Leaf.OBJECT && isArray(taken(steps, end));
            case Kind.Nullable(var values) -> holdsArrays(values, steps, end);
            case Kind.Value _, Kind.Nulls _, Kind.Columns _ -> false;
        };
    }

    /// What the first function takes.
    private static Class<?> taken(List<LoopStep> steps, LoopEnd end) {
        if (!steps.isEmpty()) {
            return steps.getFirst().call().declared().parameterType(0);
        }
        return switch (end) {
            case LoopEnd.Each(var function) -> function.declared().parameterType(0);
            case LoopEnd.Fold(var function) -> function.declared().parameterType(1);
            case LoopEnd.Count _, LoopEnd.Into _, LoopEnd.IntoWindows _ -> Object.class;
        };
    }

    private static boolean isArray(Class<?> type) {
        return type.isArray() && type.componentType().isPrimitive();
    }

    /// What becomes of an argument of a user function.
    private static EscapeState fate(UserCall call, int argument) {
        return call.method()
                .map(LambdaMethod::identity)
                .map(method ->
                        EscapeAnalysis.of(
                                method.owner(), method.name(), method.type(), call.loaded().size() + argument))
                .orElse(EscapeState.KEPT);
    }
}
