/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What takes part in transactions: a folder of files ([FolderSink]), a table of a database ([JdbcSink]), and any
/// database whose driver knows XA ([XaSink]).
///
/// Each can be told the same thing twice, and knows after a crash what it had promised. Imports of ours only `commit`
/// and `error`.
package dev.sparrow.coordination.commit.sink;
