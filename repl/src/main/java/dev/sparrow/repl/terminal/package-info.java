/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// A person's side of the shell: editing, completion, colours, progress, Ctrl-C.
///
/// [TerminalShell] is the loop of reading and answering. Read [TerminalShell] first.
package dev.sparrow.repl.terminal;
