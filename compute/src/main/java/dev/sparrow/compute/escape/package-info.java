/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What becomes of the objects that user functions are given, read from the code of the functions: a loop whose
/// functions keep nothing gets every element in the same arrays. Nothing here depends on the rest of `compute`. Read
/// [EscapeAnalysis] first.
package dev.sparrow.compute.escape;
