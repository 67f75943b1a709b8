/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// The commands of `bin/sparrow`. It may import every other module.
package dev.sparrow.cli;
