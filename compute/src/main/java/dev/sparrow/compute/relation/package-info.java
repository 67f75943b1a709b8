/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Tables: rows of known columns, computed by loops over columns.
///
/// A run of table steps is a [Chain]: it takes the windows of a source and makes windows of rows. Between two places
/// where rows are gathered, all that is computed of a row is one loop in a class of its own, written by the room
/// `segment`; the rows that pass are told by their numbers, and columns are gathered late. The room `hash` numbers
/// keys, [GroupStates] keeps what is folded of their rows, [BuildTable] finds partners. Read [Chain] first.
package dev.sparrow.compute.relation;
