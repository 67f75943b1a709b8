/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// The options that every command which runs jobs has. Read `LaunchOptions`, the only type.
package dev.sparrow.cli.launch;
