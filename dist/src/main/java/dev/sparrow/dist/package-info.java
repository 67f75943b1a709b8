/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// The image and the archives, made of what the other modules built. There is no code here, only the tests that hold
/// the whole build: the import table, the commands of README.md, the launcher, the archive.
package dev.sparrow.dist;
