/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.index;

/// Numbers that leave in the order in which they came.
public final class IntQueue {
    private static final int[] NONE = {};

    private int[] numbers = NONE;
    private int from;
    private int to;

    public boolean isEmpty() {
        return from == to;
    }

    public void add(int number) {
        if (to == numbers.length) {
            makeRoom();
        }
        numbers[to++] = number;
    }

    private void makeRoom() {
        var size = to - from;
        var wide = 2 * size > numbers.length || numbers.length < 8;
        var next = wide ? new int[Math.max(8, 2 * numbers.length)] : numbers;
        System.arraycopy(numbers, from, next, 0, size);
        numbers = next;
        from = 0;
        to = size;
    }

    /// Takes out the first. There is one.
    public int poll() {
        var first = numbers[from++];
        if (from == to) {
            numbers = NONE;
            from = 0;
            to = 0;
        }
        return first;
    }
}
