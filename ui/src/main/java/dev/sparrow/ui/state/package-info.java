/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What can be shown of a run: a fold of its events, without a clock and without threads, the same for a run that is
/// under way and for one that is read from a log.
///
/// [RunState] takes events; a [Moment] answers questions about the run as it was at some time. Read these two first.
package dev.sparrow.ui.state;
