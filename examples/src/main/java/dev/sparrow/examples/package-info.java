/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Real programs on real data. They import the public API only.
package dev.sparrow.examples;
