/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.verification.commit;

import dev.sparrow.coordination.commit.CommitMessage;

/// A message under way, from node to node.
record Underway(int from, int to, CommitMessage message) {}
