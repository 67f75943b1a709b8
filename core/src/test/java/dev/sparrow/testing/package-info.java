/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Tests that need an engine, for the modules that have one: they extend the contracts here and say how a context is
/// opened.
///
/// [OperatorsContract] goes through the API method by method: tables such as `RddCases` hold a call and what plain Java
/// makes of the same lists. [RandomPipelinesContract] draws pipelines of up to twelve operators by seed and compares
/// them with the reference evaluator. [EdgesContract] and [FilesContract] are about limits, messages and text files. A
/// new operator needs a case in a table and a constant in `NumberOperators` or `PairOperators`.
package dev.sparrow.testing;
