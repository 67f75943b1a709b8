/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.config.Compilation;

/// A test that holds whether pipelines are compiled or not.
public abstract class PlanTest {

    /// Whether the test compiles pipelines.
    Compilation compilation() {
        return Compilation.AUTO;
    }

    public final Plan newPlan() {
        return new Plan(compilation());
    }
}
