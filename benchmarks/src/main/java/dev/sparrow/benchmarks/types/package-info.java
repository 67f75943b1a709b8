/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What types and columns cost: each measurement beside what it is compared with, with a target.
///
/// Read [TypesReport] first.
package dev.sparrow.benchmarks.types;
