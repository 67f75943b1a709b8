/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Files as elements: the lines of a byte range, whole files, and what formats ask for, by [ReadTask].
///
/// [LineReader] finds lines in bytes, [TextDecoder] makes strings of them, [InputFile] opens what the listing promised
/// and tells what became of it. Cutting files into splits is `core`'s work (`dev.sparrow.file`). Read [LineReader]
/// first.
package dev.sparrow.compute.text;
