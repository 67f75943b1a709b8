/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/// What [Rdd#pipe] runs.
///
/// @param label the call, for messages
/// @param environment variables besides those of this process
record PipeCommand(
        String label,
        List<String> command,
        Map<String, String> environment,
        boolean separateWorkingDir,
        int bufferSize,
        String encoding)
        implements Serializable {
    Charset charset() {
        return Charset.forName(encoding);
    }
}
