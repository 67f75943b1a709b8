/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// How elements become bytes and bytes become elements.
///
/// Today all of them go through Kryo, one run of elements at a time; typed Arrow columns will stand beside it. Nothing
/// here knows what a shuffle is. Imports `value` and `error` of `core`.
///
/// Read [ElementCodec] first, then [Treatment], which says what becomes of each class.
package dev.sparrow.storage.columnar;
