/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.wire;

/// The kinds of frames between driver and executor. A number is never given another meaning.
public final class FrameKind {
    /// An executor is ready; its bytes are a [Registration].
    public static final int REGISTER = 1;

    /// An `ExecutorCommand`, or a part of one.
    public static final int COMMAND = 2;

    /// An `ExecutorEvent`, or a part of one.
    public static final int EVENT = 3;

    private FrameKind() {}
}
