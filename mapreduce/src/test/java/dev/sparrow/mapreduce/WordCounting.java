/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.mapreduce;

/// The word count of the paper's section 2.1.
final class WordCounting {
    private WordCounting() {}

    record Words() implements Mapper<Position, String, String, Long> {
        @Override
        public void map(Position place, String line, Context<String, Long> context) {
            for (var word : line.split(" ", -1)) {
                context.emit(word, 1L);
            }
        }
    }

    record Sum() implements Combiner<String, Long> {
        @Override
        public void reduce(String word, Values<String, Long> counts, Context<String, Long> context) {
            var sum = 0L;
            for (var count : counts) {
                sum += count;
            }
            context.emit(word, sum);
        }
    }

    static MapReduce<String, Long> of(Input<Position, String> text) {
        return MapReduce.of(text, new Words()).named("word count").combining(new Sum());
    }
}
