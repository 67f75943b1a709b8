/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The reference evaluator: what every operator means, in the plainest possible code.
///
/// Works on whole datasets as lists of lists, one list for each partition, and is slow on purpose: it is the oracle
/// that the engine's operators are tested against, so it must be right by inspection and shares no operator code with
/// them. Read [Reference] first, then [Comparison] for what may be compared.
package dev.sparrow.reference;
