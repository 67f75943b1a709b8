/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// SQL as text: [dev.sparrow.sql.parser.Parser] reads statements, [dev.sparrow.sql.parser.Printer] writes them.
///
/// A [dev.sparrow.sql.parser.Lexer] cuts the text into tokens, and a [dev.sparrow.sql.parser.Cursor] is a place among
/// them. The rules of the grammar are in one class for each part of the language; expressions are read by the strength
/// of their operators. Imports the tree ([dev.sparrow.sql.syntax]) and core's errors.
package dev.sparrow.sql.parser;
