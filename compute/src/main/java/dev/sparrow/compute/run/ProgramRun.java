/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.run;

import dev.sparrow.compute.Program;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.operator.Lowering;
import dev.sparrow.compute.operator.Nesting;
import dev.sparrow.compute.row.Evaluation;

/// Row mode: runs a [Program] over objects, one element at a time through all steps.
///
/// A user function runs exactly once for each record, wherever its dataset is used in the program: a dataset that is
/// zipped with itself is computed for each side.
public final class ProgramRun {
    private ProgramRun() {}

    /// Computes partition `partition` of the last operation and gives it to the output.
    ///
    /// @return what the [ProgramOutput] says; null is a possible answer
    /// @throws dev.sparrow.compute.UserFailure if user code threw; what the environment threw is passed on as it is
    /// @throws dev.sparrow.compute.TaskCancelled if the attempt was cancelled, whatever else failed because of that
    public static Object run(Program program, int partition, TaskEnvironment environment) {
        environment.checkCancelled();
        try (var evaluation = new Evaluation(environment)) {
            try {
                var result = feed(program, evaluation, partition);
                evaluation.checkComplete();
                return result;
            } catch (RuntimeException | StackOverflowError e) {
                // An interrupt makes user code and files fail in many ways; the cancellation is the reason.
                environment.checkCancelled();
                throw evaluation.failureOr(Nesting.explain(e, program, partition, evaluation.depth()));
            }
        }
    }

    private static Object feed(Program program, Evaluation evaluation, int partition) {
        var environment = evaluation.environment();
        var elements = Lowering.lower(program.ops(), environment.compilation(), 0).open(partition, evaluation);
        return switch (program.output()) {
            case ProgramOutput.ShuffleWrite write -> new ExchangeOutput(write, evaluation).write(elements, partition);
            case ProgramOutput.TakeSurvey survey -> SurveyTaker.take(survey, elements, partition, environment);
            case ProgramOutput.Result result -> ActionRunner.run(result, elements, partition, environment);
        };
    }
}
