/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Survey;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ShuffleId;

import java.io.Serializable;

/// What becomes of the elements that a task computes.
public sealed interface Output extends Serializable {

    /// The operation that elements are computed for.
    Label label();

    /// They go into the blocks of an exchange. The task returns what [ShuffleSink#commit] returns.
    ///
    /// @param dataset names the survey of a sort
    record ShuffleWrite(ShuffleId shuffle, Exchange exchange, Label label, DatasetId dataset) implements Output {}

    /// They are counted or sampled. The task returns a partial answer for [SurveyAnswer].
    record TakeSurvey(Survey survey, Label label) implements Output {}

    /// They meet the action of a job. The task returns the partial result that [Action] names.
    record Result(Action action, Label label) implements Output {}
}
