/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Frames of bytes between processes that know each other by name.
///
/// A [Transport] listens, keeps connections to its peers and hands over what they send. It promises what a network
/// does: a frame comes whole and from whom it says, or not at all; it may be lost with its connection. What is limited
/// and why is in [TransportSettings], who is let in is in [Security]. Imports nothing of ours but errors, and knows
/// nothing of what the bytes mean. Messages share the connection between two processes; a [Call], whose answer may be
/// long, has one for itself. Read [Transport] first, then [Connection] and [CallConnection].
package dev.sparrow.transport;
