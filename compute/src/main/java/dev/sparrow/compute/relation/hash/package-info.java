/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Keys by their values: numbers for groups, sets of whole numbers.
package dev.sparrow.compute.relation.hash;
