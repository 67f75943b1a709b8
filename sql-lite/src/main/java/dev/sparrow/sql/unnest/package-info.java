/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Queries in queries without loops: a relation that reads columns of the rows around it becomes a join.
///
/// Expressions name columns by places ([Places]); those of the rows around have places of their own. [Unnesting] makes
/// joins of relations with such places: first by pulling conditions up ([PullUp]), else by the general method of
/// Neumann and Kemper, Unnesting Arbitrary Queries (2015), [PushDown]. Imports `table.plan`, `table.expression` and
/// `column` of core. Read [Unnesting] first.
package dev.sparrow.sql.unnest;
