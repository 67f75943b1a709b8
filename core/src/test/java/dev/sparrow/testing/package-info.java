/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Tests that need an engine, for the modules that have one: they extend the contracts here and say which context to
/// use.
///
/// Read [RandomPipelinesContract] first.
package dev.sparrow.testing;
