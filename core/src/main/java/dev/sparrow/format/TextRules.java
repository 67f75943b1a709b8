/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.format;

import java.io.Serializable;

/// The rules by which text is read.
///
/// @param refusesInvalid whether bytes that are not UTF-8 are an error; else each becomes U+FFFD
/// @param lineBytesMax longer lines are an error
public record TextRules(boolean refusesInvalid, long lineBytesMax) implements Serializable {}
