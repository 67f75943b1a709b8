/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// A shell with its context: what is in place before the first snippet.
///
/// [Session] starts engine and compiler side by side; `JobBoard` remembers which jobs ran. Read [Session] first.
package dev.sparrow.repl.session;
