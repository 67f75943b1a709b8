/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What the shell adds to the names that a snippet can use.
///
/// Its static methods are the user's vocabulary: `show`, `explain`, `plot`, `hist`. Read [Prelude], the only type.
package dev.sparrow.repl.prelude;
