/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import java.io.Serializable;
import java.util.List;

/// The program of every task of a stage: operations in an order in which inputs come first, and the use of the last
/// one's elements.
///
/// It is lineage cut at the shuffles and flattened: a chain of narrow steps is one [Op.Steps], so a chain of 100,000
/// maps is a list and not a depth. Inputs are named by their index in `ops`.
public record Program(List<Op> ops, ProgramOutput output) implements Serializable {}
