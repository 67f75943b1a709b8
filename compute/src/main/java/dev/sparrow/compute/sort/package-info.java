/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Sorting keys of known classes in their natural order, without calling a comparator.
///
/// [KeySort] says whether it can sort given keys, and how; for what it cannot there is the JDK's sort in row mode. It
/// makes 64 bits of each key, whose order is the keys' order, and sorts these by [RadixSort]. Read [KeySort] first.
package dev.sparrow.compute.sort;
