/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// How a [dev.sparrow.compute.Program] runs: as a tree of operators, in compiled loops or element by element.
///
/// [RowTask] is the entry. [Lowering] makes the tree, of [PhysicalOperator]s; [OperatorTree] prints it. [StepIterator]
/// is the interpreter's one loop; [Frame] is what it has still to do, [RowInput] what it takes apart, [BoundStep] and
/// its kinds are what an element meets. [ShuffleWriter], [SurveyTaker] and [ActionRunner] are the three outputs. Every
/// call of user code is guarded: what it throws becomes a [dev.sparrow.compute.UserFailure] that names the operation.
/// Imports `compute`, its `table`, `sort` and `text` and, of core, `lineage`, `function`, `value`, `file`, `error` and
/// `closure`. Read [Lowering] first.
package dev.sparrow.compute.row;
