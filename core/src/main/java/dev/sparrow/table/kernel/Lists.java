/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

import dev.sparrow.column.Utf8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Functions of lists, whose elements are Java objects.
public final class Lists {
    private static final int RANGE_MAX = 1 << 24;

    private Lists() {}

    @Sql(
            value = {"len(list<T>) bigint", "length(list<T>) bigint", "array_length(list<T>) bigint"},
            does = "How many elements it has.")
    public static long length(Object list) {
        return ((List<?>) list).size();
    }

    @Sql(
            value = {
                "list_extract(list<T>, bigint) T",
                "list_element(list<T>, bigint) T",
                "array_extract(list<T>, bigint) T"
            },
            does = "The element at a place from 1, or below 0 from the end; null if there is none.",
            mayReturnNull = true)
    public static Object extract(Object list, long place) {
        var elements = (List<?>) list;
        var at = place > 0 ? place - 1 : elements.size() + place;
        return place != 0 && at >= 0 && at < elements.size() ? elements.get((int) at) : null;
    }

    @Sql(
            value = {
                "list_contains(list<T>, T) boolean",
                "list_has(list<T>, T) boolean",
                "array_contains(list<T>, T) boolean",
                "array_has(list<T>, T) boolean"
            },
            does = "Whether a value is in it.")
    public static boolean contains(Object list, Object value) {
        return ((List<?>) list).contains(value);
    }

    @Sql(
            value = {"list_position(list<T>, T) int", "list_indexof(list<T>, T) int", "array_position(list<T>, T) int"},
            does = "The place of a value, from 1; 0 if it is not there.")
    public static int position(Object list, Object value) {
        return ((List<?>) list).indexOf(value) + 1;
    }

    @Sql(
            value = {
                "list_concat(list<T>, list<T>) list<T>",
                "list_cat(list<T>, list<T>) list<T>",
                "array_concat(list<T>, list<T>) list<T>",
                "||(list<T>, list<T>) list<T>"
            },
            does = "One list behind the other.")
    public static Object concat(Object left, Object right) {
        var both = new ArrayList<Object>((List<?>) left);
        both.addAll((List<?>) right);
        return Collections.unmodifiableList(both);
    }

    @Sql(
            value = {"list_append(list<T>, T) list<T>", "array_append(list<T>, T) list<T>"},
            does = "The list with one more element behind.")
    public static Object append(Object list, Object value) {
        var longer = new ArrayList<Object>((List<?>) list);
        longer.add(value);
        return Collections.unmodifiableList(longer);
    }

    @Sql(
            value = {"list_prepend(T, list<T>) list<T>", "array_prepend(T, list<T>) list<T>"},
            does = "The list with one more element in front.")
    public static Object prepend(Object value, Object list) {
        var longer = new ArrayList<Object>();
        longer.add(value);
        longer.addAll((List<?>) list);
        return Collections.unmodifiableList(longer);
    }

    @Sql(
            value = {"list_distinct(list<T>) list<T>", "array_distinct(list<T>) list<T>"},
            does = "Its different elements, none missing.")
    public static Object distinct(Object list) {
        var distinct = new LinkedHashSet<Object>((List<?>) list);
        distinct.remove(null);
        return List.copyOf(distinct);
    }

    @Sql(
            value = {"list_sort(list<T>) list<T>", "array_sort(list<T>) list<T>"},
            does = "Its elements in order.")
    public static Object sort(Object list) {
        var sorted = new ArrayList<Object>((List<?>) list);
        sorted.sort(Lists::nullsFirst);
        return Collections.unmodifiableList(sorted);
    }

    @Sql(
            value = {"list_reverse_sort(list<T>) list<T>", "array_reverse_sort(list<T>) list<T>"},
            does = "Its elements in descending order.")
    public static Object sortDown(Object list) {
        var sorted = new ArrayList<Object>((List<?>) list);
        sorted.sort((one, other) ->
                one == null || other == null ? nullsFirst(one, other) : Comparisons.compare(other, one));
        return Collections.unmodifiableList(sorted);
    }

    private static int nullsFirst(Object one, Object other) {
        return one == null || other == null
                ? Boolean.compare(other == null, one == null)
                : Comparisons.compare(one, other);
    }

    @Sql(
            value = {"list_reverse(list<T>) list<T>", "array_reverse(list<T>) list<T>"},
            does = "Its elements in the other order.")
    public static Object reverse(Object list) {
        return Collections.unmodifiableList(new ArrayList<>(((List<?>) list).reversed()));
    }

    @Sql(
            value = {"list_slice(list<T>, bigint, bigint) list<T>", "array_slice(list<T>, bigint, bigint) list<T>"},
            does = "The elements from one place to another, both included.")
    public static Object slice(Object list, long from, long to) {
        var elements = (List<?>) list;
        var first = Math.clamp(from > 0 ? from - 1 : from == 0 ? 0 : elements.size() + from, 0, elements.size());
        var end = Math.clamp(to >= 0 ? to : elements.size() + to + 1, 0, elements.size());
        return first >= end ? List.of() : Collections.unmodifiableList(new ArrayList<>(elements.subList(first, end)));
    }

    @Sql(
            value = {"range(bigint) list<bigint>"},
            does = "The numbers from 0 up to, not including, one.")
    public static Object range(long end) {
        return range(0, end, 1);
    }

    @Sql(
            value = {"range(bigint, bigint) list<bigint>"},
            does = "The numbers from one up to, not including, another.")
    public static Object range(long start, long end) {
        return range(start, end, 1);
    }

    @Sql(
            value = {"range(bigint, bigint, bigint) list<bigint>"},
            does = "The numbers from one up to, not including, another, in steps.")
    public static Object range(long start, long end, long step) {
        if (step == 0) {
            throw Failures.refused("The step of a range is 0.");
        }
        var numbers = new ArrayList<Object>();
        for (var number = start; step > 0 ? number < end : number > end; number += step) {
            if (numbers.size() == RANGE_MAX) {
                throw Failures.refused(
                        "A list has at most "
                                + RANGE_MAX
                                + " elements: range("
                                + start
                                + ", "
                                + end
                                + ", "
                                + step
                                + ") has more. Use it as a table: from range(…).");
            }
            numbers.add(number);
        }
        return Collections.unmodifiableList(numbers);
    }

    @Sql(
            value = {"generate_series(bigint, bigint) list<bigint>"},
            does = "The numbers from one to another, both included.")
    public static Object series(long start, long end) {
        return range(start, end + 1, 1);
    }

    @Sql(
            value = {
                "string_split(text, text) list<text>",
                "str_split(text, text) list<text>",
                "split(text, text) list<text>",
                "string_to_array(text, text) list<text>"
            },
            does = "The parts of a text between separators.")
    public static Object split(Utf8 text, Utf8 separator) {
        return separator.length() == 0
                ? text.toString().codePoints().mapToObj(Character::toString).toList()
                : List.of(text.toString().split(java.util.regex.Pattern.quote(separator.toString()), -1));
    }

    @Sql(
            value = {"array_to_string(list<T>, text) text", "list_to_string(list<T>, text) text"},
            does = "The texts of its elements with another between them.")
    public static Utf8 join(Object list, Utf8 separator) {
        return Utf8.of(
                ((List<?>) list)
                        .stream()
                                .filter(Objects::nonNull)
                                .map(Object::toString)
                                .collect(Collectors.joining(separator.toString())));
    }

    @Sql(
            value = {"list_sum(list<bigint>) bigint"},
            does = "The sum of its elements.",
            mayReturnNull = true)
    public static Long sum(Object list) {
        Long sum = null;
        for (var element : (List<?>) list) {
            if (element instanceof Number number) {
                sum = sum == null ? (Long) number.longValue() : (Long) Numbers.add((long) sum, number.longValue());
            }
        }
        return sum;
    }

    @Sql(
            value = {"list_min(list<T>) T"},
            does = "Its least element.",
            mayReturnNull = true)
    public static Object min(Object list) {
        return ((List<?>) list)
                .stream().filter(Objects::nonNull).map(Object.class::cast).min(Comparisons::compare).orElse(null);
    }

    @Sql(
            value = {"list_max(list<T>) T"},
            does = "Its greatest element.",
            mayReturnNull = true)
    public static Object max(Object list) {
        return ((List<?>) list)
                .stream().filter(Objects::nonNull).map(Object.class::cast).max(Comparisons::compare).orElse(null);
    }

    @Sql(
            value = {
                "list_slice(list<T>, bigint, bigint, bigint) list<T>",
                "array_slice(list<T>, bigint, bigint, bigint) list<T>"
            },
            does = "Each so many-th element from one place to another, both included.")
    public static Object slice(Object list, long from, long to, long step) {
        if (step < 1) {
            throw Failures.refused("The step of a slice is at least 1, not " + step + ".");
        }
        var all = (List<?>) slice(list, from, to);
        var some = new ArrayList<Object>();
        for (var i = 0L; i < all.size(); i += step) {
            some.add(all.get((int) i));
        }
        return Collections.unmodifiableList(some);
    }

    @Sql(
            value = {"list_has_all(list<T>, list<T>) boolean", "@>(list<T>, list<T>) boolean"},
            does = "Whether all elements of the second are in the first.")
    public static boolean hasAll(Object list, Object of) {
        return ((List<?>) list).containsAll((List<?>) of);
    }

    @Sql(
            value = {"<@(list<T>, list<T>) boolean"},
            does = "Whether all elements of the first are in the second.")
    public static boolean isWithin(Object list, Object other) {
        return ((List<?>) other).containsAll((List<?>) list);
    }

    @Sql(
            value = {"list_has_any(list<T>, list<T>) boolean", "&&(list<T>, list<T>) boolean"},
            does = "Whether an element of the second is in the first.")
    public static boolean hasAny(Object list, Object of) {
        return ((List<?>) of).stream().anyMatch(((List<?>) list)::contains);
    }

    /// Lists side by side, as structs of their elements: as many as the longest has. A missing list is an empty one.
    public static Object zip(Object... lists) {
        var longest = 0;
        for (var list : lists) {
            longest = Math.max(longest, list == null ? 0 : ((List<?>) list).size());
        }
        var rows = new ArrayList<Object>();
        for (var row = 0; row < longest; row++) {
            var fields = new java.util.LinkedHashMap<String, Object>();
            for (var i = 0; i < lists.length; i++) {
                var list = lists[i] == null ? List.of() : (List<?>) lists[i];
                fields.put("element" + (i + 1), row < list.size() ? list.get(row) : null);
            }
            rows.add(Collections.unmodifiableMap(fields));
        }
        return Collections.unmodifiableList(rows);
    }

    /// The list of some values.
    public static Object of(Object... values) {
        return Collections.unmodifiableList(new ArrayList<>(java.util.Arrays.asList(values)));
    }
}
