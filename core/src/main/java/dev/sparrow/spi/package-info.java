/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Ports: what core asks of modules that it does not know.
///
/// An [EngineProvider] on the class path starts the [Engine] that runs jobs. Read [Engine] first.
package dev.sparrow.spi;
