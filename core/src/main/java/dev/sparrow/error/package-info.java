/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// What Sparrow says when something cannot be done.
///
/// Every failure has an [ErrorCode], which says whose move it is next, and a message that names what could not be done,
/// where (dataset, stage, partition, file, the user's own line) and what to do.
package dev.sparrow.error;
