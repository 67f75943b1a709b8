/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What passes between processes of a cluster, besides what `scheduler.protocol` says.
///
/// Between driver and executor there is one connection of messages, by frames of a [FrameKind]. All that may be long is
/// called for: an executor calls its driver by a `DriverRequest`, others and the driver call it by an
/// `ExecutorRequest`.
package dev.sparrow.cluster.wire;
