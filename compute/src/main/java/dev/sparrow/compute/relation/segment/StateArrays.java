/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.segment;

import dev.sparrow.compute.relation.segment.ColumnData.Storage;
import dev.sparrow.table.expression.Carrier;
import dev.sparrow.table.kernel.Comparisons;
import dev.sparrow.table.kernel.Numbers;
import dev.sparrow.table.step.State;

import java.math.BigInteger;
import java.util.List;

/// The states of groups as arrays.
///
/// | fold | arrays |
/// |---|---|
/// | counts | longs |
/// | sums of longs and doubles | longs or doubles, and which groups have a value |
/// | exact sums | the lower halves, what they have overflowed, and which groups have a value |
/// | least, greatest, first | of the type's storage, and which groups have a value; objects, null where there is none |
/// | objects | objects |
public final class StateArrays {
    private StateArrays() {}

    /// How a state is kept.
    public enum Layout {
        COUNT,
        LONG,
        DOUBLE,
        WIDE,
        /// Values of a type of primitives.
        PRIMITIVE,
        OBJECT
    }

    public static Layout layout(State state) {
        return switch (state.fold()) {
            case COUNT, ADD_COUNT -> Layout.COUNT;
            case SUM_LONG -> Layout.LONG;
            case SUM_DOUBLE -> Layout.DOUBLE;
            case SUM_WIDE -> Layout.WIDE;
            case LEAST, GREATEST, FIRST ->
                    switch (ColumnData.storage(state.field().type())) {
                        case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> Layout.PRIMITIVE;
                        case WIDE, TEXT, OBJECT -> Layout.OBJECT;
                    };
            case OBJECT, MERGE -> Layout.OBJECT;
        };
    }

    /// How many arrays a state takes.
    public static int count(State state) {
        return arrays(state).size();
    }

    /// The storages of its arrays.
    public static List<Storage> arrays(State state) {
        return switch (layout(state)) {
            case COUNT -> List.of(Storage.LONG);
            case LONG -> List.of(Storage.LONG, Storage.BOOLEAN);
            case DOUBLE -> List.of(Storage.DOUBLE, Storage.BOOLEAN);
            case WIDE -> List.of(Storage.LONG, Storage.LONG, Storage.BOOLEAN);
            case PRIMITIVE -> List.of(primitive(state), Storage.BOOLEAN);
            case OBJECT -> List.of(Storage.OBJECT);
        };
    }

    /// Whole numbers are kept in the form in which loops have them.
    static Storage primitive(State state) {
        return switch (Carrier.of(state.field().type())) {
            case BOOLEAN -> Storage.BOOLEAN;
            case INT -> Storage.INT;
            case LONG -> Storage.LONG;
            case FLOAT -> Storage.FLOAT;
            case DOUBLE -> Storage.DOUBLE;
            case TEXT, WIDE, OBJECT -> Storage.OBJECT;
        };
    }

    public static Object array(Storage storage, int length) {
        return switch (storage) {
            case BOOLEAN -> new boolean[length];
            case BYTE -> new byte[length];
            case SHORT -> new short[length];
            case INT -> new int[length];
            case LONG, WIDE -> new long[length];
            case FLOAT -> new float[length];
            case DOUBLE -> new double[length];
            case TEXT, OBJECT -> new Object[length];
        };
    }

    /// Folds the values of one row into a group.
    ///
    /// @param values in the form of [Carrier]
    /// @param first the place of the state's first array
    static void fold(State state, Object[] values, int group, Object[] arrays, int first) {
        switch (state.fold()) {
            case null -> throw new NullPointerException("a constant is missing");
            case OBJECT -> {
                var java = new Object[values.length];
                for (var i = 0; i < java.length; i++) {
                    java[i] = Carrier.toJava(values[i], state.values().get(i).type());
                }
                var states = (Object[]) arrays[first];
                states[group] = state.aggregate().add(states[group], java);
            }
            case MERGE -> {
                var states = (Object[]) arrays[first];
                states[group] = state.aggregate().merge(states[group], values[0]);
            }
            case COUNT, ADD_COUNT, SUM_LONG, SUM_DOUBLE, SUM_WIDE, LEAST, GREATEST, FIRST -> {
                if (values.length == 0 || values[0] != null) {
                    foldPresent(state, values.length == 0 ? null : values[0], group, arrays, first);
                }
            }
        }
    }

    private static void foldPresent(State state, Object value, int group, Object[] arrays, int first) {
        switch (state.fold()) {
            case null -> throw new NullPointerException("a constant is missing");
            case COUNT -> ((long[]) arrays[first])[group]++;
            case ADD_COUNT -> ((long[]) arrays[first])[group] += (long) value;
            case SUM_LONG -> {
                var sums = (long[]) arrays[first];
                sums[group] = Numbers.add(sums[group], (long) value);
                ((boolean[]) arrays[first + 1])[group] = true;
            }
            case SUM_DOUBLE -> {
                ((double[]) arrays[first])[group] += (double) value;
                ((boolean[]) arrays[first + 1])[group] = true;
            }
            case SUM_WIDE -> addWide(value, group, arrays, first);
            case LEAST, GREATEST, FIRST -> bound(state, value, group, arrays, first);
            case OBJECT, MERGE -> throw new IllegalStateException("Folded by its aggregate");
        }
    }

    private static void addWide(Object value, int group, Object[] arrays, int first) {
        var low = (long[]) arrays[first];
        var high = (long[]) arrays[first + 1];
        var added = value instanceof BigInteger wide ? wide : BigInteger.valueOf(((Number) value).longValue());
        var sum = wide(low[group], high[group]).add(added);
        low[group] = sum.longValue();
        high[group] = sum.subtract(BigInteger.valueOf(low[group])).shiftRight(Long.SIZE).longValue();
        ((boolean[]) arrays[first + 2])[group] = true;
    }

    /// An exact sum: the lower half has a sign, so the upper counts how often it has overflowed.
    static BigInteger wide(long low, long overflows) {
        return overflows == 0
                ? BigInteger.valueOf(low)
                : BigInteger.valueOf(overflows).shiftLeft(Long.SIZE).add(BigInteger.valueOf(low));
    }

    private static void bound(State state, Object value, int group, Object[] arrays, int first) {
        var known = get(state, group, arrays, first);
        var replaces =
                known == null
                        || switch (state.fold()) {
                            case LEAST -> Comparisons.compare(value, known) < 0;
                            case GREATEST -> Comparisons.compare(value, known) > 0;
                            case FIRST, COUNT, ADD_COUNT, SUM_LONG, SUM_DOUBLE, SUM_WIDE, OBJECT, MERGE -> false;
                        };
        if (!replaces) {
            return;
        }
        switch (arrays[first]) {
            case boolean[] array -> array[group] = (boolean) value;
            case int[] array -> array[group] = (int) value;
            case long[] array -> array[group] = (long) value;
            case float[] array -> array[group] = (float) value;
            case double[] array -> array[group] = (double) value;
            case Object[] array -> array[group] = value instanceof dev.sparrow.column.Utf8 text ? text.copy() : value;
            case Object other -> throw new IllegalStateException("No array of states: " + other.getClass());
        }
        if (layout(state) == Layout.PRIMITIVE) {
            ((boolean[]) arrays[first + 1])[group] = true;
        }
    }

    /// The value of a group in the form of [Carrier]; null if it has none. Of objects their state.
    public static Object get(State state, int group, Object[] arrays, int first) {
        return switch (layout(state)) {
            case COUNT -> ((long[]) arrays[first])[group];
            case LONG -> ((boolean[]) arrays[first + 1])[group] ? ((long[]) arrays[first])[group] : null;
            case DOUBLE -> ((boolean[]) arrays[first + 1])[group] ? ((double[]) arrays[first])[group] : null;
            case WIDE ->
                    ((boolean[]) arrays[first + 2])[group]
                            ? wide(((long[]) arrays[first])[group], ((long[]) arrays[first + 1])[group])
                            : null;
            case PRIMITIVE -> ((boolean[]) arrays[first + 1])[group] ? primitive(arrays[first], group) : null;
            case OBJECT -> ((Object[]) arrays[first])[group];
        };
    }

    private static Object primitive(Object array, int group) {
        return switch (array) {
            case boolean[] booleans -> (Object) booleans[group];
            case int[] ints -> ints[group];
            case long[] longs -> longs[group];
            case float[] floats -> floats[group];
            case double[] doubles -> doubles[group];
            default -> throw new IllegalStateException("No array of primitives");
        };
    }
}
