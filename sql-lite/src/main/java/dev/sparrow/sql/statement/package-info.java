/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What statements do: [dev.sparrow.sql.statement.Statements] runs them. Queries become tables, which are computed when
/// their rows are asked for; all others take effect at once, and answer how many rows they were about.
package dev.sparrow.sql.statement;
