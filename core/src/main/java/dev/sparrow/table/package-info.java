/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Tables: typed columns, from file to result.
///
/// A [Table] is made of a dataset, a file or another table, and computed when its rows are asked for; [Column]s say
/// what is computed of them. Read [Table] first, then [Columns].
package dev.sparrow.table;
