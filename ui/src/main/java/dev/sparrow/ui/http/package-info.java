/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The page on a server: who may ask ([Access]), what is asked for ([Routes]), and the JDK's HTTP server that asks
/// ([PageServer]).
///
/// A [WatchedRun] is a run that is under way, [PastRuns] are those of a folder; both are shown by the same routes. Read
/// [Routes] first.
package dev.sparrow.ui.http;
