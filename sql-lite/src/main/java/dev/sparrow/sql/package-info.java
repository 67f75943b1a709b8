/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// SQL over tables: [dev.sparrow.sql.Sql] begins.
///
/// A text becomes a tree ([dev.sparrow.sql.parser], [dev.sparrow.sql.syntax]), and the tree a relation of core's tables
/// ([dev.sparrow.sql.bind]), which plans and runs like any other table.
package dev.sparrow.sql;
