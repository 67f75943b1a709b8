/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Plans jobs and runs them. The only place that imports Akka.
package dev.sparrow.scheduler;
