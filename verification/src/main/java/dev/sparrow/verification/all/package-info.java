/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// All suites together, for the command that runs them: [Verification].
package dev.sparrow.verification.all;
