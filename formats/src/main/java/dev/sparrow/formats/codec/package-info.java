/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Packing of whole files: zstd by [ZstdCodec], lz4 by [Lz4Codec]. Services of `core`'s `file`, which it imports.
package dev.sparrow.formats.codec;
