/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.config;

import dev.sparrow.value.ResourceInformation;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Understands `gpu=0,1;fpga=a` and `gpu=1;fpga=2`.
final class ResourceLists {
    private ResourceLists() {}

    static Map<String, ResourceInformation> addresses(String text) {
        return parse(text, ResourceLists::addresses);
    }

    private static ResourceInformation addresses(String name, String text) {
        var addresses = List.of(text.split("\\s*,\\s*", -1));
        if (addresses.contains("") || new HashSet<>(addresses).size() < addresses.size()) {
            throw new IllegalArgumentException("an address is empty or there twice");
        }
        return new ResourceInformation(name, addresses);
    }

    static Map<String, Integer> amounts(String text) {
        return parse(text, (_, number) -> amount(number));
    }

    private static int amount(String number) {
        var amount = Integer.parseInt(number);
        if (amount < 1) {
            throw new IllegalArgumentException("out of range");
        }
        return amount;
    }

    private static <T> Map<String, T> parse(String text, BiFunction<String, String, T> meaning) {
        var parsed = new TreeMap<String, T>();
        for (var part : text.isEmpty() ? List.<String>of() : List.of(text.split(";", -1))) {
            var sides = Stream.of(part.split("=", 2)).map(String::strip).toList();
            if (sides.size() < 2 || sides.getFirst().isEmpty()) {
                throw new IllegalArgumentException("no name, or nothing behind it");
            }
            if (parsed.put(sides.getFirst(), meaning.apply(sides.getFirst(), sides.getLast())) != null) {
                throw new IllegalArgumentException("there twice");
            }
        }
        return Collections.unmodifiableMap(parsed);
    }
}
