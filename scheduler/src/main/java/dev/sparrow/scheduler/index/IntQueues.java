/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.index;

import java.util.Arrays;

/// Many queues, themselves known by numbers from 0, of numbers that leave in the order in which they came.
///
/// All share one array, of which a queue has chunks that refer to the next one: where there are thousands of queues, as
/// many arrays would each be a miss of the processor's cache.
public final class IntQueues {
    /// One place for the number of the next chunk, the others for numbers in the queue.
    private static final int CHUNK = 16;

    private static final int NONE = -1;

    private int[] chunks = new int[CHUNK];

    /// Behind the last chunk that was ever given to a queue.
    private int end;

    /// The first of the chunks that queues have given back, which refer to each other; or none.
    private int free = NONE;

    /// For each queue, side by side, where its first number is and where the next one goes; none if it is empty.
    private int[] ends = {};

    private int size;

    /// Makes another queue, and returns its number.
    public int make() {
        if (2 * size == ends.length) {
            ends = Arrays.copyOf(ends, Math.max(CHUNK, 4 * size));
            Arrays.fill(ends, 2 * size, ends.length, NONE);
        }
        return size++;
    }

    public boolean isEmpty(int queue) {
        return ends[2 * queue + 1] == NONE;
    }

    public void add(int queue, int number) {
        var place = ends[2 * queue + 1];
        if (place == NONE) {
            place = newChunk();
            ends[2 * queue] = place;
        } else if (isReference(place)) {
            var next = newChunk();
            chunks[place] = next;
            place = next;
        }
        chunks[place] = number;
        ends[2 * queue + 1] = place + 1;
    }

    /// Takes out the first of a queue. There is one.
    public int poll(int queue) {
        var place = ends[2 * queue];
        if (isReference(place)) {
            var next = chunks[place];
            giveBack(place);
            place = next;
        }
        var first = chunks[place];
        if (place + 1 == ends[2 * queue + 1]) {
            giveBack(place);
            ends[2 * queue + 1] = NONE;
        } else {
            ends[2 * queue] = place + 1;
        }
        return first;
    }

    private static boolean isReference(int place) {
        return place % CHUNK == CHUNK - 1;
    }

    private int newChunk() {
        if (free == NONE) {
            if (end == chunks.length) {
                chunks = Arrays.copyOf(chunks, 2 * end);
            }
            end += CHUNK;
            return end - CHUNK;
        }
        var chunk = free;
        free = chunks[chunk];
        return chunk;
    }

    /// @param place any of the chunk
    private void giveBack(int place) {
        var chunk = place - place % CHUNK;
        chunks[chunk] = free;
        free = chunk;
    }
}
