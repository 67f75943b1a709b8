/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Records as bytes, for disks and networks.
///
/// Protocols are made of plain records; which fields they have is all that a [RecordCodec] needs to know, so a protocol
/// writes no code for its format. Only records that were named when the codec was made can come out of bytes. Imports
/// nothing of ours but errors. Read [RecordCodec] first.
package dev.sparrow.coordination.codec;
