/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Evaluates snippets: JShell's compiler, our execution.
///
/// [Evaluator] takes complete snippets and says how each ended, as an [Outcome]. Snippets run on a thread of their own
/// (`SnippetThread`), so that the shell survives one that does not end. Read [Evaluator] first.
package dev.sparrow.repl.eval;
