/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.row.Evaluation;

import java.util.Iterator;

/// An operator that can give its elements to user code, which takes them one by one.
sealed interface HandedOperator extends LoopInput permits WindowOperator, Interpreted {

    Iterator<Object> iterator(int partition, Evaluation evaluation);
}
