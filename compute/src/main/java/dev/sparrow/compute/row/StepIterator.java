/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.TakenElements;
import dev.sparrow.compute.UserFailure;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The one loop that computes a partition: takes an element from the topmost [Frame] and walks it along its chain of
/// steps.
///
/// A stack of frames of its own takes the place of nested iterators, so chains of steps, unions, coalesces and joins
/// may be as deep as memory allows. Only what hands an iterator to someone else nests: `mapPartitions` and `zip`.
public final class StepIterator implements TakenElements {

    /// What [#pull] returns after the last element.
    private static final Object END = new Object();

    private static final int ELEMENTS_PER_CHECK = 1024;

    private final Evaluation evaluation;

    /// What is to be done after `current`, the next first.
    private final ArrayDeque<Frame> stack = new ArrayDeque<>();

    private Frame.Elements current;
    private int weight;
    private int ticks;

    /// Whether [#hasNext] has taken `found`, which may be null, ahead of time.
    private boolean peeked;

    private Object found = END;

    StepIterator(Evaluation evaluation, Frame first) {
        this.evaluation = evaluation;
        stack.push(first);
    }

    public Evaluation evaluation() {
        return evaluation;
    }

    /// The next element, or [#END].
    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    private Object pull() {
        if (peeked) {
            peeked = false;
            return found;
        }
        while (true) {
            if (current == null) {
                var frame = stack.poll();
                if (frame == null) {
                    return END;
                }
                enter(frame);
            } else {
                var element = advance(current);
                if (element != BoundStep.NOTHING) {
                    return element;
                }
            }
        }
    }

    /// Runs elements of the current frame along their chain until one comes out of it, or the frame is no longer
    /// current.
    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    private Object advance(Frame.Elements elements) {
        var iterator = elements.iterator();
        BoundStep step = null;
        Object value = null;
        try {
            while (current != null) {
                if (!iterator.hasNext()) {
                    current = null;
                    return BoundStep.NOTHING;
                }
                tick();
                value = iterator.next();
                for (step = elements.then(); step != null; step = step.next) {
                    value = step.apply(value, this);
                    if (value == BoundStep.NOTHING) {
                        break;
                    }
                }
                if (step == null) {
                    return value;
                }
                step = null;
            }
            return BoundStep.NOTHING;
        } catch (Throwable e) {
            throw step == null ? failure(elements, e) : failure(step, value, e);
        }
    }

    private RuntimeException failure(BoundStep step, Object element, Throwable thrown) {
        return step.label == null ? ownFailure(thrown) : UserFailure.of(step.label, element, thrown);
    }

    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    private RuntimeException failure(Frame.Elements elements, Throwable thrown) {
        if (elements.owner() == null) {
            return ownFailure(thrown);
        }
        if (elements.origin() == NONE) {
            return UserFailure.of(elements.owner(), thrown);
        }
        return elements.origin() instanceof Frame.Taken taken
                ? UserFailure.ofTaking(elements.owner(), taken.from(), thrown)
                : UserFailure.of(elements.owner(), elements.origin(), thrown);
    }

    /// The engine's own steps and iterators throw nothing checked.
    private RuntimeException ownFailure(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return evaluation.failed((RuntimeException) thrown);
    }

    private void tick() {
        ticks += weight;
        if (ticks >= ELEMENTS_PER_CHECK) {
            ticks = 0;
            evaluation.environment().checkCancelled();
        }
    }

    private void enter(Frame frame) {
        if (frame instanceof Frame.Elements elements) {
            current = elements;
            weight = BoundStep.weight(elements.then());
            return;
        }
        try {
            open(frame);
        } catch (RuntimeException e) {
            throw evaluation.failed(e);
        }
    }

    /// Takes a frame apart into simpler ones.
    private void open(Frame frame) {
        switch (frame) {
            case Frame.Elements elements -> push(elements);
            case Frame.Partitions(_, var from, var to, _) when from == to -> {}
            case Frame.Partitions(var input, var from, var to, var then) -> input.push(from, to, then, this);
            case Frame.Flush(var absorber, var then) -> push(Frame.own(absorber.results(), then));
        }
    }

    /// To be done before what is on the stack now.
    public void push(Frame frame) {
        stack.push(frame);
    }

    /// An absorber as the end of a chain: what it makes meets `then`, once what is pushed from here on has fed it.
    public BoundStep flushed(Absorber absorber, BoundStep then) {
        push(new Frame.Flush(absorber, then));
        return absorber;
    }

    /// In place of the element that `step` was given, these go on to the step after it, before any other.
    void expand(Object element, Iterator<?> elements, BoundStep step) {
        stack.push(current);
        current = null;
        stack.push(new Frame.Elements(elements, step.next, step.label, element));
    }

    /// How many elements are left. Those that no step wants to see are not made, where it goes without.
    @SuppressWarnings("ReferenceEquality")
    public // whether it is the same frame
    long count() {
        var count = skipped();
        var looked = current;
        while (pull() != END) {
            count = Math.addExact(count, 1);
            if (current != looked) {
                count = Math.addExact(count, skipped());
                looked = current;
            }
        }
        return count;
    }

    /// Passes over elements, frame by frame, up to the first that has to be made.
    private long skipped() {
        var skipped = 0L;
        while (true) {
            while (current == null && !stack.isEmpty()) {
                enter(stack.poll());
            }
            if (current == null || current.then() != null) {
                return skipped;
            }
            skipped = Math.addExact(skipped, skipped(current));
            if (current != null) {
                return skipped;
            }
        }
    }

    /// Leaves the frame if nothing is left in it.
    private long skipped(Frame.Elements frame) {
        try {
            var skipped =
                    switch (frame.iterator()) {
                        case RangeIterator range -> range.skipRest();
                        case CountedElements read -> read.skipAll(evaluation.environment());
                        default -> 0L;
                    };
            if (!frame.iterator().hasNext()) {
                current = null;
            }
            return skipped;
        } catch (Throwable e) {
            throw failure(frame, e);
        }
    }

    @Override
    public boolean hasNext() {
        if (!peeked) {
            found = pull();
            peeked = true;
        }
        return found != END;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        peeked = false;
        return found;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a mark, not a value
    public Object lastTaken() {
        return peeked || found == END ? NONE : found;
    }
}
