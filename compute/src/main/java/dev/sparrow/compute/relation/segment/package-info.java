/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Loops over rows of columns, each in a class of its own.
///
/// A [SegmentSpec] says what a loop computes; [SegmentWriter] writes the class of its [SegmentShape], by an
/// [ExpressionWriter] for what is computed of a row, and an [OutputWriter] or a [StateWriter] for where it goes. Read
/// [Segment] first.
package dev.sparrow.compute.relation.segment;
