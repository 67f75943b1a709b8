/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Consistent hashing: which member a key belongs to, with few keys that move when members come and go.
///
/// Read [Placement] first, then [Ring], the one to take by default; [Rendezvous] for few members and [Jump] for
/// numbered buckets. [BoundedLoads] puts a limit on what one member gets. Everything here is a function of
/// [Membership], a value with a version, and of [XxHash64]; the mapping never changes, not with a new version of
/// Sparrow either. Imports of ours only `error`.
package dev.sparrow.coordination.ring;
