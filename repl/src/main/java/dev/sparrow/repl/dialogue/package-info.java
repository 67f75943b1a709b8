/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What the shell answers to what is typed: snippets and commands.
///
/// [Dialogue] takes text, however it came, and prints; [Commands] are the lines that begin with a slash. Read
/// [Dialogue] first.
package dev.sparrow.repl.dialogue;
