/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Runs in the forms of other tools, and theirs as runs: Spark's event log, which its History Server and many others
/// read, and the traces of Perfetto and Chrome.
///
/// Read [SparkLog] first.
package dev.sparrow.ui.export;
