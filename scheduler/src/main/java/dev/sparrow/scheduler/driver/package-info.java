/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The driver: carries out what the job machine decides.
///
/// [DriverActor] takes messages one by one; [StageTable] is what executors ask it for besides, on threads of their own.
/// Nothing here waits, touches a file, or runs user code. Read [DriverActor] first.
package dev.sparrow.scheduler.driver;
