/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.escape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which components of a record methods read.
class RecordUseTest {
    private record Point(int x, int y, String name) {
        int sum() {
            return x + y;
        }

        boolean isNamed(String other) {
            return name.equals(other);
        }
    }

    @SuppressWarnings("UnusedMethod") // looked at, never called
    private record Checked(int x) {
        private Checked {
            if (x < 0) {
                throw new IllegalArgumentException("below 0");
            }
        }
    }

    @SuppressWarnings("UnusedMethod") // looked at, never called
    private record Swapped(int x, int y) {
        private Swapped(int x, int y) {
            this.x = y;
            this.y = x;
        }
    }

    @SuppressWarnings("unused") // by their names
    private static final class Functions {
        private static Object kept;

        static int one(Point point) {
            return point.x();
        }

        static int throughMethods(Point point) {
            return point == null || point.isNamed("a") ? 0 : point.sum();
        }

        static int none(Point point) {
            return 1;
        }

        static Object returned(Point point) {
            return point;
        }

        static void stored(Point point) {
            kept = point;
        }

        static String described(Point point) {
            return "a " + point;
        }

        static int hashed(Point point) {
            return point.hashCode();
        }

        static List<Point> inAList(Point point) {
            return List.of(point);
        }

        static Runnable captured(Point point) {
            return () -> one(point);
        }

        static int either(Object first, Point point) {
            var chosen = first instanceof Point other ? other : point;
            return chosen.y();
        }
    }

    private static Optional<Set<String>> use(String name, int parameter) {
        var method =
                Arrays.stream(Functions.class.getDeclaredMethods())
                        .filter(each -> each.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
        var type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        return RecordUse.of(Functions.class, name, type, parameter);
    }

    @Test
    void whatIsRead_isNamed() {
        assertThat(use("one", 0)).contains(Set.of("x"));
        assertThat(use("throughMethods", 0)).contains(Set.of("x", "y", "name"));
        assertThat(use("none", 0)).contains(Set.of());
        assertThat(use("either", 1)).contains(Set.of("y"));
    }

    @Test
    void whateverElseIsDone_takesAll() {
        for (var name : List.of("returned", "stored", "described", "hashed", "inAList", "captured")) {
            assertThat(use(name, 0)).as(name).isEmpty();
        }
    }

    @Test
    void constructorsThatOnlyKeep_arePlain() {
        assertThat(RecordUse.isPlain(Point.class)).isTrue();
        assertThat(RecordUse.isPlain(Checked.class)).isFalse();
        assertThat(RecordUse.isPlain(Swapped.class)).isFalse();
    }
}
