/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import java.util.function.Predicate;

/// The user's own line that made a dataset or started a job.
///
/// @param file source file name such as `WordCount.java`, or `unknown`
/// @param line from 1, or 0 when not known
public record CallSite(String file, int line) {
    public static final CallSite UNKNOWN = new CallSite("unknown", 0);

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /// The first frame of the calling thread that is in none of the classes of the API, nor nested in one.
    public static CallSite capture(Predicate<Class<?>> isApi) {
        return WALKER.walk(frames ->
                        frames.filter(frame ->
                                        !isApi.test(frame.getDeclaringClass())
                                                && !isApi.test(frame.getDeclaringClass().getNestHost())
                                                && frame.getDeclaringClass() != CallSite.class)
                                .findFirst())
                .map(frame ->
                        new CallSite(
                                frame.getFileName() == null ? "unknown" : frame.getFileName(),
                                Math.max(0, frame.getLineNumber())))
                .orElse(UNKNOWN);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
