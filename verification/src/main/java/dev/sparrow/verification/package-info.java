/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What is run against the coordination protocols: swarms of faults by seed, invariants, and bugs planted on purpose.
///
/// Each suite runs correct code, which must show no violation, and code with one planted bug at a time, which must be
/// found. The bugs are subclasses of the protocols' rules and exist only here; nothing that runs for users imports this
/// module.
package dev.sparrow.verification;
