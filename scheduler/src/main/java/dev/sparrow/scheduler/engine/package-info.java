/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Engines, put together: driver, executors, blocks and events behind core's port.
///
/// Read [LocalEngine] first.
package dev.sparrow.scheduler.engine;
