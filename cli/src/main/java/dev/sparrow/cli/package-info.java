/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// The commands of `bin/sparrow`, and what they say when something goes wrong.
///
/// Examples are found by the resource `META-INF/sparrow/examples`. Read `Main` first.
package dev.sparrow.cli;
