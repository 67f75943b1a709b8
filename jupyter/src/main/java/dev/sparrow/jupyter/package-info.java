/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// A kernel for Jupyter: cells of a notebook there are answered as what is typed into the shell is.
///
/// The protocol is Jupyter's 5.3: messages that are signed, on five sockets of ZeroMQ. Read `Kernel` first, which has
/// the sockets, then `Answers`, which has an answer for each request.
package dev.sparrow.jupyter;
