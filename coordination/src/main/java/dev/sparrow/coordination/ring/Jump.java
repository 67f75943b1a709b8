/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import dev.sparrow.error.SparrowException;

/// Jump consistent hashing (Lamping and Veach 2014): for buckets that have numbers and no names.
///
/// No memory and perfectly even, but buckets can be added and taken away only at the end. For shards of which there are
/// more or fewer, not for machines that die.
public final class Jump {
    private Jump() {}

    /// The bucket of a key, from 0 to one below the number of buckets.
    public static int bucket(long keyHash, int buckets) {
        if (buckets < 1) {
            throw SparrowException.invalidArgument("Keys need at least one bucket, but there are " + buckets + ".");
        }
        var random = keyHash;
        var bucket = -1L;
        var next = 0L;
        // The key jumps to the next bucket count at which it would move; each count is as likely as the paper proves.
        while (next < buckets) {
            bucket = next;
            random = random * 2862933555777941757L + 1;
            next = (long) ((bucket + 1) * (0x1p31 / ((random >>> 33) + 1)));
        }
        return (int) bucket;
    }
}
