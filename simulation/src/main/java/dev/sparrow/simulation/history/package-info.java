/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Checkers of what clients saw: whether a history of operations can be explained by a system without concurrency.
///
/// [Linearizability] checks registers, maps and locks, [Appends] transactions over lists. Both take a [History], from a
/// run or from a file of JSON lines, and end with a [Verdict]. Imports nothing of ours but errors. Read [Operation]
/// first.
package dev.sparrow.simulation.history;
