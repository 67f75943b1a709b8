/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Where bytes live: columns, memory, blocks. It imports `core` except the API package and the lineage.
package dev.sparrow.storage;
