/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.ui.state.Moment;

import java.util.List;

/// Looks for one thing that makes runs slow.
@FunctionalInterface
interface Rule {
    /// What it finds in a moment of a run; nothing if all is well.
    List<Advice> look(Moment moment);
}
