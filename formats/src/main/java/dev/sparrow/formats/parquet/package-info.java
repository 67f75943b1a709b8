/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Parquet files: read by Hardwood, which needs no Hadoop, written by parquet-java over a few stand-ins for Hadoop's
/// classes. Read [Parquet] first.
package dev.sparrow.formats.parquet;
