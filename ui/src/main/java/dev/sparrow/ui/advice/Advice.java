/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.advice;

import dev.sparrow.value.StageId;

import java.util.Optional;

/// Something to change, and why.
///
/// @param rule its name, such as `skew`
/// @param line of the program, such as `WordCount.java:31`; empty if it concerns no line
/// @param stage where it shows; empty if it is the whole run
/// @param observed what was seen, with its numbers
/// @param change what to do about it
/// @param seconds that may be won, an estimate
public record Advice(
        String rule, String line, Optional<StageId> stage, String observed, String change, double seconds) {}
