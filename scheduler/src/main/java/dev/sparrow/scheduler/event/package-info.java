/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What happens in a context, on its way to listeners, and what `explain` remembers of it.
package dev.sparrow.scheduler.event;
