/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The physical operators: the tree that a program runs as.
///
/// [Lowering] makes the tree; each [PhysicalOperator] opens itself for a partition and describes itself for `explain`
/// ([OperatorTree]). An operator gives elements to an output ([Pipelined]), to a compiled loop ([LoopInput]) or to the
/// interpreter ([RowOperator]); [Interpreted] runs a part of the tree element by element. Read [PhysicalOperator]
/// first.
package dev.sparrow.compute.operator;
