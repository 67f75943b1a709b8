/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// The public API. It imports the other packages of `core` and nothing else but SLF4J.
package dev.sparrow;
