/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import dev.sparrow.lineage.Label;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/// Refuses a function that cannot travel to tasks where the user gives it, not minutes later where it would be sent.
///
/// The truth is whether Java serialization succeeds and meets nothing that is [DriverOnly]; so it is tried. Only if it
/// fails, the way to the captured value is looked for. Variables of a shell count as captured.
public final class ClosureCheck {
    private ClosureCheck() {}

    /// Returns if the function can travel.
    ///
    /// @param label the operation that takes the function, for the message
    /// @throws dev.sparrow.error.SparrowException [dev.sparrow.error.ErrorCode#CLOSURE_NOT_SERIALIZABLE] naming
    ///   captured value, way and type, or [dev.sparrow.error.ErrorCode#CLOSURE_CAPTURES_DATASET] if the way leads to a
    ///   dataset or the context
    public static void check(Object function, Label label) {
        var code = SnippetCode.here();
        if (capturesNothing(function) && code.isEmpty()) {
            return;
        }
        var who = label + " cannot run in tasks";
        try (var out = new ClosureOutput(OutputStream.nullOutputStream())) {
            write(function, out, who);
            code.ifPresent(shell -> TakenVariables.take(shell, out.entries(shell), who, Snapshot.Way.SHARE));
        } catch (IOException e) {
            throw Refusal.of(who, function, e);
        }
    }

    private static void write(Object function, ClosureOutput out, String who) {
        try {
            out.writeObject(function);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw Refusal.of(who, function, e);
        }
    }

    private static boolean capturesNothing(Object function) {
        return function instanceof Serializable
                && LambdaForm.isLambda(function.getClass())
                && Immutability.hasNoFields(function);
    }
}
