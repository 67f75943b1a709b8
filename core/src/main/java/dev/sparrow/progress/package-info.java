/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Progress bars on a terminal, fed by events alone.
///
/// [ProgressLine] decides what the line says, [LiveProgress] when it is drawn; [ConsoleProgress] draws it. Read
/// [ProgressLine] first.
package dev.sparrow.progress;
