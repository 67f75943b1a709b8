/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Arrow IPC files, by Arrow's own vectors. Read [ArrowFiles] first.
package dev.sparrow.formats.arrow;
