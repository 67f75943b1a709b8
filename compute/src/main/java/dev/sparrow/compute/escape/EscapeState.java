/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.escape;

/// The ways in which a method may treat an argument and what it finds in it.
public enum EscapeState {
    /// When it returns, nobody has it but its caller.
    BORROWED,
    /// What it returns may be it or a part of it; nobody else has it.
    RETURNED,
    /// Nobody knows.
    KEPT
}
