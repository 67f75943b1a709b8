/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.util.function.Predicate;

/// The user's own line that made a dataset or started a job.
///
/// @param file source file name such as `WordCount.java`, `unknown`, or what the program said in place of a line
/// @param line from 1, or 0 when not known
public record CallSite(String file, int line) {
    public static final CallSite UNKNOWN = new CallSite("unknown", 0);

    /// Marks helpers that call the API on behalf of somebody else: the call site is their caller's.
    public interface Transparent {}

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /// The first frame of the calling thread that is in none of the classes of the API, nor nested in one, nor in one
    /// that is [Transparent].
    public static CallSite capture(Predicate<Class<?>> isApi) {
        return WALKER.walk(frames -> {
            for (var all = frames.iterator(); all.hasNext(); ) {
                var frame = all.next();
                if (isUsers(frame.getDeclaringClass(), isApi)) {
                    var file = frame.getFileName();
                    return new CallSite(file == null ? "unknown" : file, Math.max(0, frame.getLineNumber()));
                }
            }
            return UNKNOWN;
        });
    }

    private static boolean isUsers(Class<?> type, Predicate<Class<?>> isApi) {
        return !isApi.test(type)
                && !isApi.test(type.getNestHost())
                && !Transparent.class.isAssignableFrom(type)
                && type != CallSite.class;
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
