/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The port to file formats: what reads elements from files, and what writes them.
///
/// A format is two small types, an [ElementSource] and an [ElementSink], given to `Sparrow.read` and `Rdd.save`. The
/// engine opens a source's partitions within tasks, through a [SourceTask], and owns the files that a sink writes:
/// attempts, retries, full disks and the folder that appears at once are no concern of a format. Read [ElementSource]
/// first.
package dev.sparrow.format;
