/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.error.ErrorValues;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The settings of a job that its tasks can see. A stage that several jobs share has those of the job that created it.
/// Of jobs that share a stage, the first decides.
///
/// @param properties what tasks may ask for
/// @param interruptsOnCancel whether the threads of cancelled tasks are interrupted, and not only told by a flag
/// @param files where tasks find the files that were added to the context; made with the first of them
/// @param errorValues how much errors tell of values
/// @param jars whose classes tasks find by name
public record JobSetting(
        Map<String, String> properties,
        boolean interruptsOnCancel,
        ErrorValues errorValues,
        Path files,
        List<Path> jars) {
    /// Of a job that is only planned.
    public static final JobSetting NONE = new JobSetting(Map.of(), true, ErrorValues.SHOWN, Path.of(""), List.of());
}
