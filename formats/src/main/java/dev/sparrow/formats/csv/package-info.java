/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// CSV files, parsed and written by FastCSV. Read [Csv] first, then [CsvSource].
package dev.sparrow.formats.csv;
