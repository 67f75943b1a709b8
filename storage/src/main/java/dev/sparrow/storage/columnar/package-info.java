/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// How elements become columns, and elements again.
///
/// What changes is on the heap: a [BatchBuilder] grows Java arrays, a [Window] shows some rows to loops. What does not
/// change any more is a [Batch], in Arrow memory. A [Kind] says what its columns are to the reader, a [Codec] how each
/// of them looks in memory. What no column can hold is serialized, one run of elements at a time. Nothing here knows
/// what a shuffle is.
///
/// A batch leaves its process as a [PortableBatch]; an [ElementFile] is many of them.
///
/// Read [Kind] first, then [Batch].
package dev.sparrow.storage.columnar;
