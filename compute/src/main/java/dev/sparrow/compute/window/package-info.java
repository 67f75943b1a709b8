/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
/// Elements on their way between operators, a window at a time.
///
/// A [WindowSource] yields windows and a [WindowSink] takes them; a window is about a thousand rows as one Java array a
/// column ([dev.sparrow.storage.columnar.Window]). [BatchWindows] reads windows from batches, [RowWindows] makes them
/// of elements that come one by one, [WindowElements] hands their rows out one by one. [PairShape] says where keys and
/// values stand in the columns of pairs. Read [WindowSource] first.
package dev.sparrow.compute.window;
