/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.event.JobDescription;
import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;

import java.util.List;

/// An action on some partitions of a dataset.
///
/// @param partitions which ones, each at most once; the results come in this order
/// @param label the user's action and line, such as `count at WordCount.java:40`
/// @param description what the program says of it, for listeners
/// @param setting what its tasks are given besides
public record JobRequest(
        Lineage target,
        Action action,
        List<Integer> partitions,
        Label label,
        JobDescription description,
        JobSetting setting) {}
