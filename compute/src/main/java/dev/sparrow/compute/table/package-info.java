/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Hash tables that keep their keys in the order of first occurrence.
///
/// A table is a [KeyTable], which gives each distinct key a number (0, 1, 2, … as they first occur), beside a
/// [ValueColumn], which holds one value for each number, or [ValueLists], which holds several. A [RowBuffer] holds
/// elements to be read in another order. Keys come one by one, or in windows, whose numbers are looked up in a loop
/// without objects. All look at the data for its classes and hold what fits in arrays of primitives; the first key or
/// value of another class moves what is there to arrays of objects, with the same order and the same answers, and
/// without calling anything of the user's again. Nothing here depends on row mode or on a task. Read [KeyTable] first,
/// then [SlotIndex].
package dev.sparrow.compute.table;
