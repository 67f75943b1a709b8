/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Notebooks: files of snippets that read as documents.
///
/// A [Notebook] is prose in comments, code, and below the code what it printed. `NotebookRun` evaluates it,
/// [NotebookPage] makes a page of it. Read [Notebook] first.
package dev.sparrow.repl.notebook;
