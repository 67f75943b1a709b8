/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Ports: what core asks of modules that it does not know.
///
/// An [EngineProvider] on the class path says for which masters it starts the [Engine] that runs jobs, tells an
/// [EventSink] what happens, and keeps data in a [DatasetStore]. An [OutputCommitter] makes what is saved visible. Read
/// [Engine] first.
package dev.sparrow.spi;
