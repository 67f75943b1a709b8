/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The commands about runs of the past: `sparrow history` and `sparrow report`.
///
/// Read `RunLogs` first.
package dev.sparrow.cli.history;
