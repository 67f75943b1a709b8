/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import scala.math.Ordering;

import java.util.Comparator;

/// Where a part of a block belongs on its way through Spark's shuffle.
///
/// @param reduce the partition that it goes to
/// @param map the partition of the map stage that it was made of
/// @param number its place among the parts of that block
public record BlockKey(int reduce, int map, int number) {

    /// The order in which a reduce partition reads them: Spark's shuffle delivers in any, and sorts, on disk if it has
    /// to.
    public static final class InOrder implements Ordering<Object> {
        private static final long serialVersionUID = 1;
        private static final Comparator<BlockKey> ORDER =
                Comparator.comparingInt(BlockKey::map).thenComparingInt(BlockKey::number);

        @Override
        public int compare(Object left, Object right) {
            return ORDER.compare((BlockKey) left, (BlockKey) right);
        }
    }
}
