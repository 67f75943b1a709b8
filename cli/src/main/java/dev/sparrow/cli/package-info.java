/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// The commands of `bin/sparrow`, and what they say when something goes wrong.
///
/// Imports `repl` and core's API; engine and formats are on the class path when it runs. Examples are found by the
/// resource `META-INF/sparrow/examples`. Read `Main` first.
package dev.sparrow.cli;
