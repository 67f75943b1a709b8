/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.event;

import java.time.Instant;

/// An event with its time, taken where it happened: in the executor for what its tasks do, else in the driver.
///
/// @param at by the clock of that machine
public record At(Instant at, Event event) {}
