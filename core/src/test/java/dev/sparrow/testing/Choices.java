/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The choices that make a pipeline, all from one seed.
final class Choices {
    private final SplittableRandom random;

    Choices(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    long seed() {
        return random.nextLong();
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    int partitions() {
        return below(12) == 0 ? 64 : oneOf(List.of(1, 2, 3, 7));
    }

    /// None to some hundred whole numbers; some are null, small ones come often.
    List<Integer> numbers() {
        var numbers = new ArrayList<Integer>();
        var count = oneOf(List.of(0, 1, 5, 40, 40, 200, 200, 200));
        for (var i = 0; i < count; i++) {
            var largest = oneOf(List.of(3, 20, 1_000_000));
            numbers.add(below(15) == 0 ? null : below(2 * largest + 1) - largest);
        }
        return numbers;
    }
}
