/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Programs of the user that `sparrow run` starts in this JVM: sources, which are compiled first, and jars.
///
/// Read `Program` first.
package dev.sparrow.cli.run;
