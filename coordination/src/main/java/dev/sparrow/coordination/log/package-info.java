/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// One interface over the consensus protocols: a log of commands that the members of a cluster agree on.
///
/// A [ReplicatedLog] orders commands and applies them to a [StateMachine] on each member. Clients speak [LogMessage]s
/// with it, from anywhere; the program on a member uses [LogRequest]s and hears [LogReport]s. Imports of ours only the
/// contract of machines and errors. Read [ReplicatedLog] first.
package dev.sparrow.coordination.log;
