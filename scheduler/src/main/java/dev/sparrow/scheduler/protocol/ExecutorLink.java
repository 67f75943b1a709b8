/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

/// The way of the driver's messages to an executor. For any thread; must not wait.
public interface ExecutorLink {

    void tell(ExecutorCommand command);
}
