/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The interpreter: steps run over objects, one element at a time.
///
/// [StepIterator] is the one loop; a [Frame] is a part of its work, a [BoundStep] is a step that an element meets.
/// Every call of user code is guarded: what it throws becomes a [dev.sparrow.compute.UserFailure] that names the
/// operation. Operators reach the interpreter through the port [RowInput]. Read [StepIterator] first.
package dev.sparrow.compute.row;
