/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// The goals of consistent hashing, measured: spread, movement, limits, replicas, and the time of a look-up.
package dev.sparrow.verification.ring;
