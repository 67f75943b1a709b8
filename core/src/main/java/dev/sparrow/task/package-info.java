/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What a function can ask of the task that it runs in. This is API.
///
/// [TaskContext] says which attempt of which task it is, and calls listeners when that ends; a [BarrierTaskContext]
/// also meets the other tasks of its stage. Read [TaskContext] first.
package dev.sparrow.task;
