/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.closure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/// Makes the stack traces of what a user's function threw speak of the user's code.
///
/// Frames of the engine, of the libraries it runs on and of the JDK between them become one frame, `sparrow.engine(12
/// frames folded)`. What user code calls stays, the engine's own frames at the very top too: there it went wrong. A
/// trace without any frame of the user stays whole, for it is about the engine.
public final class UserStack {
    private static final String MARKER = "sparrow";
    private static final List<String> ENGINE =
            List.of(
                    "dev.sparrow.",
                    "akka.",
                    "scala.",
                    "com.esotericsoftware.",
                    "org.apache.arrow.",
                    "org.slf4j.",
                    "ch.qos.logback.");
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");

    /// Sparrow's own code that uses it as anybody would.
    private static final String EXAMPLES = "dev.sparrow.examples.";

    private enum Owner {
        USER,
        ENGINE,
        /// Belongs to whoever called it.
        JDK
    }

    /// How many throwables are looked at: a user's `getCause` may make another one each time.
    private static final int THROWABLES_MAX = 1_000;

    private UserStack() {}

    /// Changes the traces of the throwable, its causes and what they suppress, and returns the throwable. Where methods
    /// of the user's own class fail, they stay as they are.
    public static <T extends Throwable> T fold(T throwable) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        var open = new ArrayDeque<Throwable>();
        open.add(throwable);
        while (!open.isEmpty() && seen.size() < THROWABLES_MAX) {
            var next = open.remove();
            if (seen.add(next)) {
                foldOne(next, open);
            }
        }
        return throwable;
    }

    private static void foldOne(Throwable one, ArrayDeque<Throwable> open) {
        try {
            one.setStackTrace(fold(one.getStackTrace()));
            if (one.getCause() != null) {
                open.add(one.getCause());
            }
            open.addAll(List.of(one.getSuppressed()));
        } catch (RuntimeException | StackOverflowError e) {
            // Then its trace is not folded, which hurts nobody.
        }
    }

    private static StackTraceElement[] fold(StackTraceElement[] frames) {
        var owners = owners(frames);
        var firstOfUser = owners.indexOf(Owner.USER);
        if (firstOfUser < 0) {
            return frames;
        }
        var folded = new ArrayList<>(List.of(frames).subList(0, firstOfUser));
        for (var i = firstOfUser; i < frames.length; ) {
            var end = i;
            while (end < frames.length && owners.get(end) == Owner.ENGINE) {
                end++;
            }
            if (end == i) {
                folded.add(frames[i++]);
            } else {
                folded.add(isMarker(frames[i]) ? frames[i] : marker(end - i));
                i = end;
            }
        }
        return folded.toArray(StackTraceElement[]::new);
    }

    /// From the outermost frame inwards, since a frame of the JDK is its caller's; the outermost ones start threads.
    private static List<Owner> owners(StackTraceElement[] frames) {
        var owners = new ArrayList<Owner>();
        var caller = Owner.ENGINE;
        for (var i = frames.length - 1; i >= 0; i--) {
            var owner = owner(frames[i]);
            caller = owner == Owner.JDK ? caller : owner;
            owners.add(caller);
        }
        return owners.reversed();
    }

    private static Owner owner(StackTraceElement frame) {
        var name = frame.getClassName();
        if (JDK.stream().anyMatch(name::startsWith)) {
            return Owner.JDK;
        }
        var isEngine = isMarker(frame) || ENGINE.stream().anyMatch(name::startsWith);
        return isEngine && !name.startsWith(EXAMPLES) && !isTest(name) ? Owner.ENGINE : Owner.USER;
    }

    private static boolean isTest(String name) {
        return name.replaceFirst("\\$.*", "").endsWith("Test");
    }

    private static boolean isMarker(StackTraceElement frame) {
        return frame.getClassName().equals(MARKER);
    }

    private static StackTraceElement marker(int frames) {
        return new StackTraceElement(MARKER, "engine", frames + (frames == 1 ? " frame folded" : " frames folded"), -1);
    }
}
