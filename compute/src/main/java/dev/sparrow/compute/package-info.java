/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// How a partition is computed. It imports `core` and the columns, memory and blocks of `storage`.
package dev.sparrow.compute;
