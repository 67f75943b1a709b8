/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// The image and the archives, made of what the other modules built. [ConsoleLogging] is the only code here; the tests
/// hold the whole build: the import table, the commands of README.md, the launcher, the archive.
package dev.sparrow.dist;
