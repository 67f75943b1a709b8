/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The commands of a cluster: its coordinator, its workers, and programs that are submitted to it.
package dev.sparrow.cli.cluster;
