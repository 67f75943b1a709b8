/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation;

import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.window.WindowSource;
import dev.sparrow.config.Compilation;

import java.util.function.Function;

/// What a chain asks of its task.
///
/// @param partition that is made
/// @param rights the rows of the right table of a lookup that is not shared, by its number in the chain
public record ChainContext(TaskEnvironment environment, int partition, Function<Chain.Find, WindowSource> rights) {
    Compilation compilation() {
        return environment.compilation();
    }
}
