/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.value.HyperLogLog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The aggregates whose states are objects.
public final class ObjectAggregates {
    private ObjectAggregates() {}

    /// All values in a list, in the order of the rows.
    ///
    /// @param skipsNulls whether missing values are left out
    public record Listed(boolean skipsNulls) implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            if (skipsNulls && values[0] == null) {
                return state;
            }
            var list = list(state);
            list.add(values[0]);
            return list;
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            list(left).addAll(list(right));
            return left;
        }

        @Override
        public Object finish(Object state) {
            return state == null ? null : Collections.unmodifiableList(new ArrayList<>(list(state)));
        }
    }

    @SuppressWarnings("unchecked") // as these aggregates make them
    private static List<Object> list(Object state) {
        return state == null ? new ArrayList<>() : (List<Object>) state;
    }

    /// What an aggregate makes of the different values.
    ///
    /// @param of takes one value
    public record Distinct(ObjectAggregate of) implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            if (values[0] == null && !(of instanceof Listed(var skipsNulls) && !skipsNulls)) {
                return state;
            }
            var set = set(state);
            set.add(Collections.unmodifiableList(Arrays.asList(values.clone())));
            return set;
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            set(left).addAll(set(right));
            return left;
        }

        @Override
        public Object finish(Object state) {
            Object inner = null;
            for (var values : set(state)) {
                inner = of.add(inner, values.toArray());
            }
            return of.finish(inner);
        }

        @SuppressWarnings("unchecked") // as this aggregate makes them
        private static HashSet<List<Object>> set(Object state) {
            return state == null ? new HashSet<>() : (HashSet<List<Object>>) state;
        }
    }

    /// An aggregate of the rows alone for which a condition, the first value, is true.
    public record Filtered(ObjectAggregate of) implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return Boolean.TRUE.equals(values[0]) ? of.add(state, Arrays.copyOfRange(values, 1, values.length)) : state;
        }

        @Override
        public Object merge(Object left, Object right) {
            return of.merge(left, right);
        }

        @Override
        public Object finish(Object state) {
            return of.finish(state);
        }
    }

    /// How many values there are.
    public record Counted() implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return values.length > 0 && values[0] == null ? state : (Long) ((state == null ? 0L : (long) state) + 1);
        }

        @Override
        public Object merge(Object left, Object right) {
            return left == null ? right : right == null ? left : (Long) ((long) left + (long) right);
        }

        @Override
        public Object finish(Object state) {
            return state == null ? (Long) 0L : state;
        }
    }

    /// The sum of whole or decimal numbers, or of doubles.
    public record Summed() implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return merge(state, values[0] instanceof Number n ? number(n) : null);
        }

        private static Object number(Number value) {
            return switch (value) {
                case BigDecimal decimal -> decimal;
                case Double fraction -> fraction;
                case Float fraction -> (Double) fraction.doubleValue();
                default -> (Long) value.longValue();
            };
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            return switch (left) {
                case BigDecimal decimal -> decimal.add((BigDecimal) right);
                case Double fraction -> (Double) (fraction + (double) right);
                default -> (Long) Numbers.add((long) left, (long) right);
            };
        }

        @Override
        public Object finish(Object state) {
            return state;
        }
    }

    /// The mean of numbers.
    public record Mean() implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            if (!(values[0] instanceof Number number)) {
                return state;
            }
            var moments = state == null ? new double[2] : (double[]) state;
            moments[0]++;
            moments[1] += number.doubleValue();
            return moments;
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            ((double[]) left)[0] += ((double[]) right)[0];
            ((double[]) left)[1] += ((double[]) right)[1];
            return left;
        }

        @Override
        public Object finish(Object state) {
            return state == null ? null : (Double) (((double[]) state)[1] / ((double[]) state)[0]);
        }
    }

    /// The product of numbers.
    public record Product() implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return merge(state, values[0] instanceof Number number ? (Double) number.doubleValue() : null);
        }

        @Override
        public Object merge(Object left, Object right) {
            return left == null ? right : right == null ? left : (Double) ((double) left * (double) right);
        }

        @Override
        public Object finish(Object state) {
            return state;
        }
    }

    /// How far numbers are from their mean, by the updates of Welford (1962) and Chan, Golub and LeVeque (1979).
    public record Spread(Measure measure) implements ObjectAggregate {

        /// What is told of the squared distances.
        public enum Measure {
            VARIANCE,
            POPULATION_VARIANCE,
            DEVIATION,
            POPULATION_DEVIATION,
            /// The deviation of the mean.
            ERROR
        }

        @Override
        public Object add(Object state, Object... values) {
            return values[0] instanceof Number number ? merge(state, new double[] {1, number.doubleValue(), 0}) : state;
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            var one = (double[]) left;
            var other = (double[]) right;
            var count = one[0] + other[0];
            var distance = other[1] - one[1];
            var mean = one[1] + distance * other[0] / count;
            var squares = one[2] + other[2] + distance * distance * one[0] * other[0] / count;
            return new double[] {count, mean, squares};
        }

        @Override
        public Object finish(Object state) {
            if (state == null) {
                return null;
            }
            var count = ((double[]) state)[0];
            var squares = ((double[]) state)[2];
            return switch (measure) {
                case VARIANCE -> count < 2 ? null : (Double) (squares / (count - 1));
                case POPULATION_VARIANCE -> (Double) (squares / count);
                case DEVIATION -> count < 2 ? null : (Double) Math.sqrt(squares / (count - 1));
                case POPULATION_DEVIATION -> (Double) Math.sqrt(squares / count);
                case ERROR -> (Double) (Math.sqrt(squares / count) / Math.sqrt(count));
            };
        }
    }

    /// How two numbers vary together: count, means, sums of squares and of products of the distances.
    public record Together(Relation relation) implements ObjectAggregate {

        /// What is told of two numbers.
        public enum Relation {
            CORRELATION,
            COVARIANCE,
            POPULATION_COVARIANCE,
            SLOPE,
            INTERCEPT,
            R2,
            COUNT
        }

        /// The first value is y, the second x, as in SQL.
        @Override
        public Object add(Object state, Object... values) {
            return values[0] instanceof Number y && values[1] instanceof Number x
                    ? merge(state, new double[] {1, x.doubleValue(), y.doubleValue(), 0, 0, 0})
                    : state;
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            var one = (double[]) left;
            var other = (double[]) right;
            var count = one[0] + other[0];
            var weight = one[0] * other[0] / count;
            var x = other[1] - one[1];
            var y = other[2] - one[2];
            return new double[] {
                count,
                one[1] + x * other[0] / count,
                one[2] + y * other[0] / count,
                one[3] + other[3] + x * x * weight,
                one[4] + other[4] + y * y * weight,
                one[5] + other[5] + x * y * weight
            };
        }

        @Override
        public Object finish(Object state) {
            if (state == null) {
                return relation == Relation.COUNT ? (Double) 0.0 : null;
            }
            var s = (double[]) state;
            var slope = s[5] / s[3];
            return switch (relation) {
                case CORRELATION -> finite(s[5] / Math.sqrt(s[3] * s[4]));
                case COVARIANCE -> s[0] < 2 ? null : (Double) (s[5] / (s[0] - 1));
                case POPULATION_COVARIANCE -> (Double) (s[5] / s[0]);
                case SLOPE -> s[3] == 0 ? null : (Double) slope;
                case INTERCEPT -> s[3] == 0 ? null : (Double) (s[2] - slope * s[1]);
                case R2 -> s[3] == 0 ? null : (Double) (s[4] == 0 ? 1 : s[5] * s[5] / (s[3] * s[4]));
                case COUNT -> (Double) s[0];
            };
        }

        private static Double finite(double value) {
            return Double.isNaN(value) ? null : (Double) value;
        }
    }

    /// A value below which so much of all values is.
    ///
    /// @param fractions of the values, from 0 to 1
    /// @param continuous whether to interpolate between two values
    /// @param isList whether the result is a list
    public record Quantile(List<Double> fractions, boolean continuous, boolean isList) implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return new Listed(true).add(state, values[0]);
        }

        @Override
        public Object merge(Object left, Object right) {
            return new Listed(true).merge(left, right);
        }

        @Override
        public Object finish(Object state) {
            if (state == null) {
                return null;
            }
            var values = list(state);
            values.sort(Comparisons::compare);
            var found = fractions.stream().map(fraction -> at(values, fraction)).toList();
            return isList ? found : found.getFirst();
        }

        private Object at(List<Object> values, double fraction) {
            if (!continuous) {
                return values.get(Math.max(0, (int) Math.ceil(fraction * values.size()) - 1));
            }
            var place = fraction * (values.size() - 1);
            var below = values.get((int) Math.floor(place));
            var above = values.get((int) Math.ceil(place));
            if (!(below instanceof Number one) || !(above instanceof Number other)) {
                return below;
            }
            var low = one.doubleValue();
            return low + (other.doubleValue() - low) * (place - Math.floor(place));
        }
    }

    /// The value that is most often there; of several the first.
    public record Mode() implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            if (values[0] == null) {
                return state;
            }
            var counts = counts(state);
            counts.merge(values[0], 1L, Long::sum);
            return counts;
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            counts(right).forEach((value, count) -> counts(left).merge(value, count, Long::sum));
            return left;
        }

        @Override
        public Object finish(Object state) {
            Object best = null;
            var most = 0L;
            for (var entry : counts(state).entrySet()) {
                if (entry.getValue() > most) {
                    most = entry.getValue();
                    best = entry.getKey();
                }
            }
            return best;
        }
    }

    @SuppressWarnings("unchecked") // as these aggregates make them
    private static Map<Object, Long> counts(Object state) {
        return state == null ? new LinkedHashMap<>() : (Map<Object, Long>) state;
    }

    /// How often each value is there, or what can be told of that.
    ///
    /// @param asEntropy whether to tell the entropy in bits
    public record Histogram(boolean asEntropy) implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return new Mode().add(state, values);
        }

        @Override
        public Object merge(Object left, Object right) {
            return new Mode().merge(left, right);
        }

        @Override
        public Object finish(Object state) {
            if (!asEntropy) {
                return state == null ? null : Collections.unmodifiableMap(sorted(counts(state)));
            }
            var counts = counts(state).values();
            var total = counts.stream().mapToDouble(Long::doubleValue).sum();
            return counts.stream().mapToDouble(count -> -count / total * Math.log(count / total) / Math.log(2)).sum();
        }

        private static Map<Object, Long> sorted(Map<Object, Long> counts) {
            var sorted = new TreeMap<Object, Long>(Comparisons::compare);
            sorted.putAll(counts);
            return sorted;
        }
    }

    /// The texts one behind the other.
    public record Joined(String separator) implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return new Listed(true).add(state, values[0]);
        }

        @Override
        public Object merge(Object left, Object right) {
            return new Listed(true).merge(left, right);
        }

        @Override
        public Object finish(Object state) {
            return state == null
                    ? null
                    : list(state).stream().map(Object::toString).collect(Collectors.joining(separator));
        }
    }

    /// The first value of the row whose second one is the least or the greatest.
    public record Extreme(boolean greatest) implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            if (values[0] == null || values[1] == null) {
                return state;
            }
            return merge(state, new ArrayList<>(List.of(values)));
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            var order = Comparisons.compare(list(right).get(1), list(left).get(1));
            return (greatest ? order > 0 : order < 0) ? right : left;
        }

        @Override
        public Object finish(Object state) {
            return state == null ? null : list(state).getFirst();
        }
    }

    /// The last value that is not missing.
    public record Last() implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return values[0] == null ? state : values[0];
        }

        @Override
        public Object merge(Object left, Object right) {
            return right == null ? left : right;
        }

        @Override
        public Object finish(Object state) {
            return state;
        }
    }

    /// The bits of whole numbers together.
    ///
    /// @param operator `&`, `|` or `^`
    public record Bits(char operator) implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return merge(state, values[0] instanceof Number number ? (Long) number.longValue() : null);
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            return switch (operator) {
                case '&' -> (Long) ((long) left & (long) right);
                case '|' -> (Long) ((long) left | (long) right);
                default -> (Long) ((long) left ^ (long) right);
            };
        }

        @Override
        public Object finish(Object state) {
            return state;
        }
    }

    /// About how many different values there are.
    public record ApproximatelyDistinct() implements ObjectAggregate {
        private static final double DEVIATION = 0.016;

        @Override
        public Object add(Object state, Object... values) {
            if (values[0] == null) {
                return state;
            }
            var sketch = state == null ? HyperLogLog.ofRelativeDeviation(DEVIATION) : (HyperLogLog) state;
            sketch.add(values[0]);
            return sketch;
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            ((HyperLogLog) left).merge((HyperLogLog) right);
            return left;
        }

        @Override
        public Object finish(Object state) {
            return state == null ? (Long) 0L : (Long) ((HyperLogLog) state).cardinality();
        }
    }

    /// An aggregate over rows in an order of their own: the last of the values says it.
    ///
    /// @param of takes the values but the last ones
    /// @param orders for each of the last values whether it is ascending, and whether missing ones come first
    public record Ordered(ObjectAggregate of, List<Order> orders) implements ObjectAggregate {

        /// A direction.
        public record Order(boolean ascending, boolean nullsFirst) implements java.io.Serializable {
            int compare(Object left, Object right) {
                if (left == null || right == null) {
                    var order = Boolean.compare(left == null, right == null);
                    return nullsFirst ? -order : order;
                }
                var order = Comparisons.compare(left, right);
                return ascending ? order : -order;
            }
        }

        @Override
        public Object add(Object state, Object... values) {
            var rows = list(state);
            rows.add(new ArrayList<>(java.util.Arrays.asList(values)));
            return rows;
        }

        @Override
        public Object merge(Object left, Object right) {
            return new Listed(false).merge(left, right);
        }

        @Override
        public Object finish(Object state) {
            var rows = list(state);
            rows.sort((one, other) -> compare(list(one), list(other)));
            Object inner = null;
            for (var row : rows) {
                var values = list(row);
                inner = of.add(inner, values.subList(0, values.size() - orders.size()).toArray());
            }
            return of.finish(inner);
        }

        private int compare(List<Object> one, List<Object> other) {
            var first = one.size() - orders.size();
            for (var i = 0; i < orders.size(); i++) {
                var order = orders.get(i).compare(one.get(first + i), other.get(first + i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }

    /// The least or the greatest value.
    public record Bound(boolean greatest) implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return merge(state, values[0]);
        }

        @Override
        public Object merge(Object left, Object right) {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            var order = Comparisons.compare(left, right);
            return (greatest ? order < 0 : order > 0) ? right : left;
        }

        @Override
        public Object finish(Object state) {
            return state;
        }
    }

    /// The first value that is not missing.
    public record First() implements ObjectAggregate {
        @Override
        public Object add(Object state, Object... values) {
            return state == null ? values[0] : state;
        }

        @Override
        public Object merge(Object left, Object right) {
            return left == null ? right : left;
        }

        @Override
        public Object finish(Object state) {
            return state;
        }
    }
}
