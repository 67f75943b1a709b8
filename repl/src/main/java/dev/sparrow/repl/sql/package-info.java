/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// SQL for people: results as tables that fit the terminal ([dev.sparrow.repl.sql.ResultText]), and what is typed at a
/// prompt ([dev.sparrow.repl.sql.SqlDialogue]), which knows no terminal.
package dev.sparrow.repl.sql;
