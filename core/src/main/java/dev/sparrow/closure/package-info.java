/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Functions on their way to tasks.
///
/// [ClosureCheck] refuses at the transformation what cannot travel, by name and field path; [Snapshot] takes what
/// functions capture as it is at submission, and gives each attempt a copy of its own; [UserStack] puts the user's
/// frames first in what they throw. Travelling is Java serialization. Read [Snapshot] first.
package dev.sparrow.closure;
