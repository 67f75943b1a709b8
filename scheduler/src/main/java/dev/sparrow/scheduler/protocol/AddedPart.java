/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

/// What an attempt added to one accumulator.
///
/// @param accumulator its id
/// @param content the attempt's own accumulator
public record AddedPart(long accumulator, Parcel content) {}
