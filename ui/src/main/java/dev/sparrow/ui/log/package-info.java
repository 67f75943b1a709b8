/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The log of a run: events as lines of JSON, written while it runs, and read again, also if the end is missing.
///
/// `docs/run-log.schema.json` describes a line. [LogLines] makes lines of events, [LogReader] makes events of lines;
/// [RunLog] writes a file, [RunFolder] knows all of them. Read [LogLines] first.
package dev.sparrow.ui.log;
