/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Records and columns: components are found by name, values become what a component can hold.
///
/// Shared by all formats; knows no file. Read [RecordShape] first.
package dev.sparrow.formats.record;
