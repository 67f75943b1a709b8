/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

/// The way of an executor's messages to its driver. For any thread; must not wait.
public interface DriverLink {

    void tell(ExecutorEvent event);
}
