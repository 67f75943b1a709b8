/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What to change so that a run is faster: rules that look at a moment of it, and say so only if it is worth the
/// change.
///
/// [Advisor] asks all of them; a [Rule] is a function without state. Read [Advice] first.
package dev.sparrow.ui.advice;
