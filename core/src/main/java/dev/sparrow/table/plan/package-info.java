/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What a table is, before anything runs: a tree of relational operations, and how it becomes lineage.
///
/// A [Relation] is pure data, made by tables and by SQL. [Simplification] makes a cheaper one of the same meaning,
/// [Planning] makes nodes of lineage of it. Imports `lineage`, `operator` and the packages of `table` below. Read
/// [Relation] first.
package dev.sparrow.table.plan;
