/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Row mode: a [dev.sparrow.compute.Program] run over objects, one element at a time through all steps.
///
/// [RowTask] is the entry. [StepIterator] is the one loop; [Frame] is what it has still to do, [FrameOpener] takes that
/// apart, [BoundStep] and its kinds are what an element meets. [ShuffleWriter], [SurveyTaker] and [ActionRunner] are
/// the three outputs. Every call of user code is guarded: what it throws becomes a [dev.sparrow.compute.UserFailure]
/// that names the operation. Imports `compute`, its `table`, `sort` and `text` and, of core, `lineage`, `function`,
/// `value`, `file`, `error` and `closure`. Read [StepIterator] first.
package dev.sparrow.compute.row;
