/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import dev.sparrow.compute.escape.RecordUse;
import dev.sparrow.storage.columnar.Kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The decision which components of the records of a window a loop reads: those that its functions ask for, if none of
/// them does anything else with a record. Columns of the others are not read at all.
final class ReadComponents {
    private ReadComponents() {}

    /// For each component of the records whether it is read; empty if all are.
    static Optional<List<Boolean>> of(Kind kind, List<LoopStep> steps, LoopEnd end) {
        if (!(kind instanceof Kind.Struct(var type, var _))) {
            return Optional.empty();
        }
        return names(steps, end)
                .filter(_ -> RecordUse.isPlain(type))
                .map(names ->
                        Arrays.stream(type.getRecordComponents())
                                .map(component -> names.contains(component.getName()))
                                .toList());
    }

    private static Optional<Set<String>> names(List<LoopStep> steps, LoopEnd end) {
        var calls = new ArrayList<UserCall>();
        for (var step : steps) {
            calls.add(step.call());
            var taker = taker(step.kind());
            if (taker != Taker.NEXT_STEP) {
                return taker == Taker.FUNCTION ? names(calls) : Optional.empty();
            }
        }
        return switch (end) {
            case LoopEnd.Count _ -> names(calls);
            case LoopEnd.Each(var function) -> {
                calls.add(function);
                yield names(calls);
            }
            case LoopEnd.Fold _, LoopEnd.Into _, LoopEnd.IntoWindows _ -> Optional.empty();
        };
    }

    /// What has a record after a step.
    private enum Taker {
        /// Nobody: its function was the last to see it.
        FUNCTION,
        /// The next step.
        NEXT_STEP,
        /// A pair.
        PAIR
    }

    private static Taker taker(LoopStep.Kind step) {
        return switch (step) {
            case FILTER -> Taker.NEXT_STEP;
            case MAP, TO_DOUBLE, FLAT_MAP -> Taker.FUNCTION;
            case KEY_BY, MAP_VALUES, FLAT_MAP_VALUES -> Taker.PAIR;
        };
    }

    /// What the functions read together.
    private static Optional<Set<String>> names(List<UserCall> calls) {
        var names = new HashSet<String>();
        for (var call : calls) {
            var read =
                    call.method()
                            .map(LambdaMethod::identity)
                            .flatMap(method ->
                                    RecordUse.of(method.owner(), method.name(), method.type(), call.loaded().size()));
            if (read.isEmpty()) {
                return Optional.empty();
            }
            names.addAll(read.get());
        }
        return Optional.of(names);
    }
}
