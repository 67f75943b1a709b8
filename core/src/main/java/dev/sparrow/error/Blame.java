/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.error;

/// The parties who can do something about a failure.
public enum Blame {
    /// The program: a lambda that throws, an argument out of range, a closure that cannot travel.
    USER,
    /// The data: a missing file, invalid text, a damaged block of input.
    INPUT,
    /// The machine: memory, disk, time, cancellation.
    RESOURCES,
    /// Sparrow itself: please report it.
    ENGINE
}
