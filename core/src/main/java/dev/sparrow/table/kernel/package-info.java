/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The functions of tables: static methods over plain values, called by compiled loops and by the interpreter alike.
///
/// Each says by [Sql] how it is called and what it does. Parameters and results have the forms of
/// `dev.sparrow.table.expression.Carrier`; one that may return null returns an object. Imports `column` and `error`
/// alone. Read [Numbers] first.
package dev.sparrow.table.kernel;
