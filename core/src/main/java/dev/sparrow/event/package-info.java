/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What happens, as a stream of events: the only thing that flows from the engine up to progress bars, logs and pages.
///
/// Read [Event] first.
package dev.sparrow.event;
