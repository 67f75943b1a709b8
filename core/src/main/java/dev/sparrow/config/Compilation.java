/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.config;

/// The choices when a chain of steps becomes a class of its own.
public enum Compilation {
    /// For partitions of some thousand records and more, where it pays.
    AUTO,
    ALWAYS,
    NEVER
}
