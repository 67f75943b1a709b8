/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// How a partition is computed.
///
/// A [Program] is what all tasks of a stage run; [TaskEnvironment] is what it may ask of its process. `.row` runs it;
/// of long partitions `.pipeline` makes loops; `.table` keeps what is gathered by key, `.sort` orders pairs, `.text`
/// reads lines; `.escape` tells what user functions keep, `.numeric` what they compute. [UserFailure] is what user code
/// that throws becomes. Read [Program] first.
package dev.sparrow.compute;
