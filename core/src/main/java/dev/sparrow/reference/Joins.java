/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.lineage.JoinKind;
import dev.sparrow.value.Tuple2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The meaning of each [JoinKind] for two datasets placed alike.
final class Joins {
    private Joins() {}

    static List<List<Object>> apply(JoinKind kind, List<List<Object>> left, List<List<Object>> right) {
        var output = new ArrayList<List<Object>>();
        for (var p = 0; p < left.size(); p++) {
            output.add(join(kind, left.get(p), right.get(p)));
        }
        return output;
    }

    private static List<Object> join(JoinKind kind, List<Object> left, List<Object> right) {
        var rightValues = new HashMap<Object, List<Object>>();
        for (var pair : right) {
            rightValues.computeIfAbsent(Pairs.key(pair), _ -> new ArrayList<>()).add(Pairs.value(pair));
        }
        var leftKeys = new HashSet<Object>();
        var output = new ArrayList<Object>();
        for (var pair : left) {
            leftKeys.add(Pairs.key(pair));
            output.addAll(ofLeft(kind, pair, rightValues.getOrDefault(Pairs.key(pair), List.of())));
        }
        for (var pair : right) {
            if (!leftKeys.contains(Pairs.key(pair))) {
                output.addAll(ofUnmatchedRight(kind, pair));
            }
        }
        return output;
    }

    private static List<Object> ofLeft(JoinKind kind, Object pair, List<Object> rightValues) {
        var key = Pairs.key(pair);
        var left = Pairs.value(pair);
        var unmatched = rightValues.isEmpty();
        return switch (kind) {
            case INNER -> rightValues.stream().map(right -> joined(key, left, right)).toList();
            case LEFT_OUTER ->
                    unmatched
                            ? List.of(joined(key, left, Optional.empty()))
                            : rightValues.stream().map(right -> joined(key, left, Optional.ofNullable(right))).toList();
            case RIGHT_OUTER ->
                    rightValues.stream().map(right -> joined(key, Optional.ofNullable(left), right)).toList();
            case FULL_OUTER -> ofLeft(JoinKind.LEFT_OUTER, Tuple2.of(key, Optional.ofNullable(left)), rightValues);
            case SEMI -> unmatched ? List.of() : List.of(pair);
            case ANTI -> unmatched ? List.of(pair) : List.of();
        };
    }

    private static List<Object> ofUnmatchedRight(JoinKind kind, Object pair) {
        var right = Pairs.value(pair);
        return switch (kind) {
            case RIGHT_OUTER -> List.of(joined(Pairs.key(pair), Optional.empty(), right));
            case FULL_OUTER -> List.of(joined(Pairs.key(pair), Optional.empty(), Optional.ofNullable(right)));
            case INNER, LEFT_OUTER, SEMI, ANTI -> List.of();
        };
    }

    private static Object joined(Object key, Object left, Object right) {
        return Tuple2.of(key, Tuple2.of(left, right));
    }
}
