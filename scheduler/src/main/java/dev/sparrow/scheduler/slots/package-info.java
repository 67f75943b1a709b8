/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What executors have to give, and who asks for how much of it: slots, and addresses of resources. Each demand has an
/// index of the executors that could meet it, so that no question costs more with more executors.
///
/// Imports `scheduler.index`; knows nothing of stages and tasks. Read [dev.sparrow.scheduler.slots.Slots] first.
package dev.sparrow.scheduler.slots;
