/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The engine of masters `local…`: driver, executor, blocks and events in this JVM, behind core's port.
///
/// Read [LocalEngine] first.
package dev.sparrow.scheduler.local;
