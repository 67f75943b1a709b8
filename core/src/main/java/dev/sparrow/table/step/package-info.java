/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What is done with the rows of a partition of a table: pure data, which lineage has and the engine runs.
///
/// Rows are elements of lineage like others. A [TableStep] makes rows of the rows of one partition, a [Lookup] finds
/// for each row those of another table. Imports `column` and `table.expression`. Read [TableStep] first.
package dev.sparrow.table.step;
