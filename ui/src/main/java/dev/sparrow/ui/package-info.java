/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What shows runs to people, as the context finds it: the log and the page of a run, if its settings ask for them.
///
/// Read [UiObserver] first, then [dev.sparrow.ui.state.RunState].
package dev.sparrow.ui;
