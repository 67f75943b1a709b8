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

/// The use of the elements that a task computes: a result, blocks of an exchange, or the answer to a survey.
public sealed interface ProgramOutput extends Serializable {

    /// The operation that elements are computed for.
    Label label();

    /// They go into the blocks of an exchange. The task returns what [ShuffleSink#commit] returns.
    ///
    /// @param dataset names the survey of a sort
    record ShuffleWrite(ShuffleId shuffle, Exchange exchange, Label label, DatasetId dataset)
            implements ProgramOutput {}

    /// They are counted or sampled, or are samples themselves. The task returns a partial answer for [SurveyAnswer].
    record TakeSurvey(Survey survey, Label label) implements ProgramOutput {}

    /// They meet the action of a job. The task returns the partial result that [Action] names.
    record Result(Action action, Label label) implements ProgramOutput {}
}
