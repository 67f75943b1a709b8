/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What the methods of the API do: each class builds the lineage, and runs the jobs, of one kind of operators.
///
/// An [OperatorCall] is one call of an API method with the user's line; it checks functions, makes nodes and runs jobs.
/// A [CallContext] is what it knows of the context. [ByKey], [Joins], [Sorting], [Sets] and the like build lineage of
/// steps and exchanges; [Fetch], [Folds], [Counting] and [Extremes] run jobs, and [PartialResults] merges what the
/// partitions answered. None of it is API. Read [OperatorCall] first.
package dev.sparrow.operator;
