/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What the names of a context mean: tables, views and functions ([dev.sparrow.sql.catalog.NamedTables]), tables of
/// databases ([dev.sparrow.sql.catalog.JdbcTables]), and the plans of queries that were run before
/// ([dev.sparrow.sql.catalog.Plans]).
///
/// It changes as statements say; what the binder sees of it is a [dev.sparrow.sql.bind.Catalog], which does not.
package dev.sparrow.sql.catalog;
