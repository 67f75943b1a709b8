/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import java.util.Optional;

/// Where an executor has its [DriverRequest]s answered. For any thread; waits for the answer.
public interface DriverService {

    /// Empty if the driver has no such thing (any more).
    Optional<byte[]> ask(DriverRequest request);
}
