/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.testing;

import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What random pipelines compute with.
final class Functions {
    private static final int PRIME = 997;

    private Functions() {}

    /// Associative but not commutative: the composition of the maps `x -> a * x + b` modulo a prime that the arguments
    /// stand for, with `a` not 0. A value that is lost, doubled or out of order changes the result.
    static Integer compose(Integer left, Integer right) {
        var a = scale(left) * scale(right) % PRIME;
        var b = (scale(left) * offset(right) + offset(left)) % PRIME;
        return (a - 1) * PRIME + b;
    }

    private static int scale(Integer map) {
        return 1 + Math.floorMod(orOther(map, -5) / PRIME, PRIME - 1);
    }

    private static int offset(Integer map) {
        return Math.floorMod(orOther(map, -5), PRIME);
    }

    /// What a line says, or a number that every character of it changes.
    static Integer number(String line) {
        return line.matches("-?[0-9]{1,7}") ? Integer.valueOf(line) : line.isEmpty() ? null : line.hashCode();
    }

    static int orOther(Integer number, int other) {
        return number == null ? other : number;
    }

    static Integer linear(Integer number, int factor, int offset) {
        return number == null ? null : number * factor + offset;
    }

    static int remainder(Integer number, int divisor) {
        return number == null ? 0 : Math.floorMod(number, divisor);
    }

    /// The number as often as its remainder says, with its copies told apart.
    static Iterator<Integer> repeated(Integer number, int divisor) {
        var copies = new ArrayList<Integer>();
        for (var i = 0; i < remainder(number, divisor); i++) {
            copies.add(linear(number, 1, i));
        }
        return copies.iterator();
    }

    /// Each number composed with all before it, and at the end how many there were.
    static Iterator<Integer> running(Iterator<Integer> numbers, int start) {
        var output = new ArrayList<Integer>();
        Integer total = start;
        while (numbers.hasNext()) {
            total = compose(total, numbers.next());
            output.add(total);
        }
        output.add(output.size());
        return output.iterator();
    }

    static List<Integer> appended(List<Integer> list, Integer number) {
        list.add(number);
        return list;
    }

    static List<Integer> joined(List<Integer> left, List<Integer> right) {
        left.addAll(right);
        return left;
    }

    /// A number that depends on all numbers in a value and on their order.
    static Integer digest(Object value) {
        return switch (value) {
            case null -> 17;
            case Iterable<?> elements -> {
                var digest = 7;
                for (var element : elements) {
                    digest = 31 * digest + digest(element);
                }
                yield digest;
            }
            case Tuple2(var first, var second) -> 37 * digest(first) + digest(second);
            case Optional<?> optional -> 41 * (optional.isPresent() ? digest(optional.get()) : 43);
            default -> value.hashCode();
        };
    }
}
