/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// How values, tables, charts and failures look as text.
///
/// Nothing here runs a job: a dataset is described by its lineage. [ValueText] is for any value, [Table] for rows,
/// [Chart] for numbers, [FailureText] for what went wrong. Read [ValueText] first.
package dev.sparrow.repl.show;
