/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Typed expressions over the columns of a table, and the functions and aggregates that they call.
///
/// An [Expression] is pure data that knows its type and whether it may be null; [Calls] makes one of a name and
/// arguments, and refuses what has no meaning. [Interpreter] says what an expression means; the engine compiles the
/// same into loops. Functions are static methods of `dev.sparrow.table.kernel`, listed by [FunctionTable]. Imports
/// `column`, `error`, `function` and the kernels. Read [Expression] first.
package dev.sparrow.table.expression;
