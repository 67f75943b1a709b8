/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// JSON lines, parsed and written by Jackson. Read [Json] first, then [JsonReader].
package dev.sparrow.formats.json;
