/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

/// Programs that stand for a user's: outside `dev.sparrow`, found through the index in the test resources.
package sample;
