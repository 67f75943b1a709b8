/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import java.util.List;

/// Something that happened at a time, and that people should know.
public sealed interface Happening {

    /// In microseconds of the run.
    long at();

    /// Partitions that were there once were missing, and were made again.
    ///
    /// @param name of what makes them, such as `reduceByKey at WordCount.java:31`
    record Lost(long at, String name, List<Integer> partitions, String reason, String consequence)
            implements Happening {}

    /// A warning.
    record Warned(long at, String text) implements Happening {}
}
