/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What passes between a driver and its executors: messages of values, and what they are asked for by id.
///
/// Read [ExecutorCommand] and [ExecutorEvent] first.
package dev.sparrow.scheduler.protocol;
