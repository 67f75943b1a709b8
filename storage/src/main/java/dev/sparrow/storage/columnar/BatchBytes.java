/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

/// A batch as bytes on the heap, to be written somewhere.
///
/// @param shape what makes a batch of the bytes again
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BatchBytes(BatchShape shape, byte[] bytes) {}
