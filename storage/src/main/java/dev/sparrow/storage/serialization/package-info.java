/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Elements as bytes, one after the other, and elements again: what no column can hold.
///
/// Kryo does the work; here stands what becomes of each class ([SerializationForm]), which classes a file may name
/// ([ReadableClasses]), and what is said of an element that cannot go ([ElementFailure]). Nothing here knows what a
/// column is.
///
/// Read [ElementCodec] first, then [SerializationForm].
package dev.sparrow.storage.serialization;
