/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// SQL as a tree: what a statement says, and where in its text.
///
/// The dialect is DuckDB's, with what users of Spark and Postgres type beside it where it says the same. Nothing here
/// knows which tables, columns or functions exist. What is wrong with a statement is a
/// [dev.sparrow.sql.syntax.Problem].
///
/// Read [dev.sparrow.sql.syntax.Syntax] first, then [dev.sparrow.sql.syntax.Query] and
/// [dev.sparrow.sql.syntax.Expression].
package dev.sparrow.sql.syntax;
