/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.log;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What a log keeps of the reasons of failures: all, or nothing that may tell of values of the user's data.
///
/// The engine writes reasons as `map at A.java:3 threw java.lang.NumberFormatException: For input string: "x" for the
/// element 'x'` and behind it `in partition 2 of stage 7 (…)`. Kept are the words before the exception, its class, and
/// the place; of texts of another form only the place.
public final class Reasons {
    private static final Pattern THREW =
            Pattern.compile("\\A(?<who>[^\\n'\"]{0,300}? threw )(?<what>[\\p{L}\\w$.]{1,300})", Pattern.DOTALL);
    private static final Pattern PLACE =
            Pattern.compile("\\n  in partition \\d+ of stage \\d+ \\([^\\n'\"]{0,200}\\), [^\\n'\"]{0,100}\\z");
    private static final Pattern OF_OURS =
            Pattern.compile(
                    "cancelled|its job ended|executor [\\w.:-]+ (left|was lost|is gone).*"
                            + "|.* was cancelled: cancelAllJobs was called\\.");
    private static final String LEFT_OUT = " (the rest may tell of values: sparrow.log.values=shown keeps it)";

    private Reasons() {}

    /// Keeps everything.
    public static final UnaryOperator<String> SHOWN = UnaryOperator.identity();

    /// Keeps what is certain to be no value.
    public static String withoutValues(String reason) {
        if (reason.isEmpty() || OF_OURS.matcher(reason).matches()) {
            return reason;
        }
        var threw = THREW.matcher(reason);
        var place = PLACE.matcher(reason);
        return (threw.find() ? threw.group() : "failed") + LEFT_OUT + (place.find() ? place.group() : "");
    }
}
