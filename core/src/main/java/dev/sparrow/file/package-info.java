/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Files as sources and targets: which files a path means, how they are split, how a finished output appears at once.
///
/// Names, sizes and folders only; decoding bytes is `compute`'s work. Read [FileListing] and [OutputFolder] first.
package dev.sparrow.file;
