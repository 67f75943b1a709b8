/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.consensus;

/// A bug that is planted on purpose, and must be found.
///
/// @param name what is wrong
/// @param engine the protocol with it
record PlantedBug(String name, Engine engine) {}
