/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// From what SQL says to what tables compute: names become columns, words become functions, queries become relations.
///
/// [dev.sparrow.sql.bind.Binder] begins; [dev.sparrow.sql.bind.SelectBinder] has the order in which the parts of a
/// `select` are done. Imports the tree ([dev.sparrow.sql.syntax]), the parser for texts of expressions, and core's
/// tables.
package dev.sparrow.sql.bind;
