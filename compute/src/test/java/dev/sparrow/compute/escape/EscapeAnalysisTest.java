/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.escape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The fate of the last argument of each method of these classes is what the class is called.
@SuppressWarnings({"ArrayRecordComponent", "ReferenceEquality"}) // never compared by value
class EscapeAnalysisTest {

    private record Point(double[] x, double label) {
        double first() {
            return x[0];
        }

        double[] coordinates() {
            return x;
        }

        Point self() {
            return this;
        }
    }

    private record Named(String name, double[][] rows, double[] x) {}

    private static class Open {
        @SuppressWarnings("unused") // what is kept
        double[] last;

        double sum(double... x) {
            return x[0];
        }

        final double exactSum(double... x) {
            return x[0];
        }

        void keep(double... x) {
            last = x;
        }
    }

    @SuppressWarnings("unused") // found by reflection
    private static final class Borrowed {
        private final Open open = new Open();

        static double read(double... x) {
            var sum = 0.0;
            for (var value : x) {
                sum += value;
            }
            return sum;
        }

        static int length(Point point) {
            return point.x().length;
        }

        static double readsLater(long before, double other, Point point) {
            return read(point.x()) + before + other + point.first() + point.label();
        }

        static double writesInto(double... x) {
            x[0] = 1;
            return x[0];
        }

        static double[] scaled(Point point) {
            var scaled = new double[point.x.length];
            for (var i = 0; i < scaled.length; i++) {
                scaled[i] = point.x[i] * point.label;
            }
            return scaled;
        }

        static double[] cloned(Point point) {
            return point.x().clone();
        }

        static double[] copied(double... x) {
            return Arrays.copyOf(x, 2);
        }

        static double[] added(double[] sum, Point point) {
            for (var i = 0; i < sum.length; i++) {
                sum[i] += point.x()[i];
            }
            return sum;
        }

        static double checked(double... x) {
            return Objects.requireNonNull(x)[0];
        }

        static String name(Named named) {
            return named.name();
        }

        static double[] rowOfItsOwn(Named named) {
            return named.rows()[0];
        }

        static boolean isSame(double[] other, double... x) {
            return x == other;
        }

        double onAnObject(double... x) {
            return open.exactSum(x);
        }

        static double one(double[] other, boolean which, Point point) {
            var x = which ? other : point.x();
            return x[0];
        }
    }

    @SuppressWarnings("unused") // found by reflection
    private static final class Returned {
        static Point same(Point point) {
            return point;
        }

        static double[] part(Point point) {
            return point.x();
        }

        static double[] throughCalls(Point point) {
            return Objects.requireNonNull(point.self().coordinates());
        }

        static Object cast(Object point) {
            return ((Point) point).x();
        }

        static double[] sometimes(double[] other, Point point) {
            var x = other;
            if (other.length == 0) {
                x = point.x();
            }
            return x;
        }

        static double[] afterALoop(double[] other, Point point) {
            var last = other;
            var before = other;
            for (var i = 0; i < 3; i++) {
                last = before;
                before = point.x();
            }
            return last;
        }

        static double[] caught(double... x) {
            try {
                x[1]++;
            } catch (ArrayIndexOutOfBoundsException e) {
                return x;
            }
            return new double[0];
        }
    }

    @SuppressWarnings("unused") // found by reflection
    private static final class Kept {
        private static double[] last = {};
        private static final List<Object> ALL = new ArrayList<>();

        private final Open open = new Open();
        private double[] mine = {};

        static void inAStaticField(double... x) {
            last = x;
        }

        void inAField(Point point) {
            mine = point.x();
        }

        static void inAnArray(double[][] all, double... x) {
            all[0] = x;
        }

        static Object inARecord(Point point) {
            return new Point(point.x(), 1);
        }

        static void inAList(Point point) {
            ALL.add(point);
        }

        static Supplier<double[]> inALambda(double... x) {
            return () -> x;
        }

        static String asText(Point point) {
            return "" + point;
        }

        static void thrown(Point point) {
            throw new IllegalStateException(Arrays.toString(point.x())) {
                private final transient Point cause = point;
            };
        }

        static List<Object> varargs(Object point) {
            return Arrays.asList(point);
        }

        double byWhoeverOverridesIt(double... x) {
            return open.sum(x);
        }

        void bySomebodyElse(double... x) {
            open.keep(x);
        }

        static int hashed(double... x) {
            return System.identityHashCode(x);
        }

        static int recursive(int depth, double... x) {
            return depth == 0 ? x.length : recursive(depth - 1, x);
        }

        static double sequence(double... x) {
            return Arrays.stream(x).sum();
        }
    }

    static Stream<Method> methods() {
        return Stream.of(Borrowed.class, Returned.class, Kept.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fateOfTheLastArgument_isThatOfItsClass(Method method) {
        var parameters = method.getParameterCount() - (Modifier.isStatic(method.getModifiers()) ? 1 : 0);

        var fate =
                EscapeAnalysis.of(
                        method.getDeclaringClass(),
                        method.getName(),
                        MethodType.methodType(method.getReturnType(), method.getParameterTypes()),
                        parameters);

        assertThat(fate.name()).isEqualToIgnoringCase(method.getDeclaringClass().getSimpleName());
    }
}
