/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Turns of many threads at something that one may use at a time. Some wait for theirs; others, such as an actor, never
/// do: they leave a note of what is to be done, and whoever has the turn or takes the next does it first.
final class Turns {
    private final ReentrantLock turn = new ReentrantLock();
    private final Queue<Runnable> notes = new ConcurrentLinkedQueue<>();

    /// Waits for the turn and does `work` in it, after all that was left so far.
    <T> T take(Supplier<T> work) {
        turn.lock();
        try {
            doWhatWasLeft();
            return work.get();
        } finally {
            turn.unlock();
            lookAgain();
        }
    }

    /// Has `work` done in a turn, at once if nobody has it.
    void post(Runnable work) {
        notes.add(work);
        lookAgain();
    }

    /// Who finds the turn taken leaves it to who has it, who looks again when he has given it back.
    private void lookAgain() {
        while (!notes.isEmpty() && turn.tryLock()) {
            try {
                doWhatWasLeft();
            } finally {
                turn.unlock();
            }
        }
    }

    private void doWhatWasLeft() {
        for (var note = notes.poll(); note != null; note = notes.poll()) {
            note.run();
        }
    }
}
