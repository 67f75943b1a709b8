/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// A worker: starts and watches the executors of one host.
package dev.sparrow.cluster.worker;
