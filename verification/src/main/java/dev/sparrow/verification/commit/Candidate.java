/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

/// A protocol that [RandomWalks] go through: a correct one, or one with a rule broken.
///
/// @param faults at most so many: those that the protocol promises to stand
public record Candidate(String name, Protocol protocol, Faults faults) {}
