/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// SQL over tables: [dev.sparrow.sql.Sql] begins.
///
/// A text becomes a tree ([dev.sparrow.sql.parser], [dev.sparrow.sql.syntax]). [dev.sparrow.sql.statement] runs it: a
/// query becomes a relation of core's tables ([dev.sparrow.sql.bind]), which plans and runs like any other table; other
/// statements change what names mean ([dev.sparrow.sql.catalog]) or write files.
package dev.sparrow.sql;
