/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The actors: the only code that knows Akka.
///
/// [DriverActor] carries out what the job machine decides; [ExecutorActor] hands orders to threads. Neither decides,
/// waits, or touches a file. Read [DriverActor] first.
package dev.sparrow.scheduler.actor;
