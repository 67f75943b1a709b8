/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The run of a program over one partition, from its sources to its output.
///
/// [ProgramRun] is the entry of a task. What it runs ends in one of the outputs: a result ([ActionRunner]), blocks of
/// an exchange ([ExchangeOutput]), the answer to a survey ([SurveyTaker]) or a file ([PartWriter]). Read [ProgramRun]
/// first.
package dev.sparrow.compute.run;
