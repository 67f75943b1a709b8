/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Settings: the keys there are, and which value holds.
///
/// Code comes before the command line, that before the properties file, and that before the defaults. Read [Keys]
/// first.
package dev.sparrow.config;
