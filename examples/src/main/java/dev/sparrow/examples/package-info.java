/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Real programs on real data, written to be copied.
///
/// Each has a `main` method and opens its own context, so that the master and the settings come from outside:
/// `bin/sparrow example --master local[2] WordCount book.txt`. The resource `META-INF/sparrow/examples` names them for
/// that command. They import the public API only: `dev.sparrow`, its packages such as `dev.sparrow.function` and
/// `dev.sparrow.value`, and `dev.sparrow.mapreduce`.
///
/// Read [WordCount] first.
package dev.sparrow.examples;
