/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The classes of snippets: how they are loaded, changed on the way, and what they do with variables of the shell.
///
/// JShell makes a class `REPL.$JShell$N` of each snippet; variables and methods are its static members.
/// [SnippetClasses] holds them and answers core's questions ([dev.sparrow.closure.SnippetCode]); `Weaver` rewrites each
/// class before it is defined; `ClassSummary` and `CodeReachability` say what code reads and writes. Read
/// [SnippetClasses] first.
package dev.sparrow.repl.code;
