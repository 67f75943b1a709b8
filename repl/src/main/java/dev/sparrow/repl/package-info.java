/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The shell: JShell with datasets, at a terminal or in a pipe.
///
/// [Shell] begins and ends it; `session` holds context and evaluator; `dialogue` answers what is typed, `terminal` is
/// the person's side. Read [Shell] first.
package dev.sparrow.repl;
