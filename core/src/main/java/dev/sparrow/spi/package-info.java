/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Ports: what core asks of modules that it does not know.
///
/// An [EngineProvider] on the class path starts the [Engine] that runs jobs. Imports `lineage`, `value`, `config`,
/// `event`, `error`. Read [Engine] first.
package dev.sparrow.spi;
