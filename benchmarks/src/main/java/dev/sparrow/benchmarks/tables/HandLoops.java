/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.benchmarks.tables;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// The questions answered by loops that somebody wrote for them, over arrays: each thread takes a half of the rows.
///
/// Each returns a number that stands for its answer; [Answers] makes the same of rows.
final class HandLoops {
    private static final int THREADS = 2;
    private static final int FLAGS = 26;

    private final HandColumns columns;
    private final ExecutorService threads;

    HandLoops(HandColumns columns, ExecutorService threads) {
        this.columns = columns;
        this.threads = threads;
    }

    private interface Part<T> {
        T over(int from, int to);
    }

    private <T> List<T> parts(int rows, Part<T> part) throws Exception {
        var running = new ArrayList<Future<T>>();
        for (var i = 0; i < THREADS; i++) {
            var from = (int) ((long) rows * i / THREADS);
            var to = (int) ((long) rows * (i + 1) / THREADS);
            running.add(threads.submit(() -> part.over(from, to)));
        }
        var parts = new ArrayList<T>();
        for (var one : running) {
            parts.add(one.get());
        }
        return parts;
    }

    private static int day(int year, int month, int day) {
        return (int) LocalDate.of(year, month, day).toEpochDay();
    }

    double answer(Question question) throws Exception {
        return switch (question) {
            case Q1 -> q1();
            case Q6 -> q6();
            case LARGE_ORDERS -> largeOrders();
            case SPECIAL_REQUESTS -> specialRequests();
            case Q4 -> q4();
            case Q3 -> q3();
        };
    }

    // ---- Q1

    private static final class Group {
        private long quantity;
        private long price;
        private long discounted;
        private long charged;
        private long discount;
        private long count;

        private void add(Group other) {
            quantity += other.quantity;
            price += other.price;
            discounted += other.discounted;
            charged += other.charged;
            discount += other.discount;
            count += other.count;
        }

        /// Its averages count by their sums.
        private double number() {
            var averages = (quantity + price + discount) / 1e2 / count;
            return quantity / 1e2 + price / 1e2 + discounted / 1e4 + charged / 1e6 + averages + count;
        }
    }

    private double q1() throws Exception {
        var all = new Group[FLAGS * FLAGS];
        for (var part : parts(columns.items.rows(), this::q1)) {
            for (var i = 0; i < all.length; i++) {
                if (part[i] != null) {
                    all[i] = all[i] == null ? new Group() : all[i];
                    all[i].add(part[i]);
                }
            }
        }
        var sum = 0.0;
        for (var group : all) {
            sum += group == null ? 0 : group.number();
        }
        return sum;
    }

    private Group[] q1(int from, int to) {
        var items = columns.items;
        var last = day(1998, 9, 2);
        var groups = new Group[FLAGS * FLAGS];
        for (var i = from; i < to; i++) {
            if (items.ship()[i] <= last) {
                var place = (items.flag()[i] - 'A') * FLAGS + items.status()[i] - 'A';
                var group = groups[place];
                if (group == null) {
                    group = new Group();
                    groups[place] = group;
                }
                var discounted = Math.multiplyExact(items.price()[i], 100L - items.discount()[i]);
                group.quantity += items.quantity()[i];
                group.price += items.price()[i];
                group.discounted = Math.addExact(group.discounted, discounted);
                group.charged = Math.addExact(group.charged, Math.multiplyExact(discounted, 100L + items.tax()[i]));
                group.discount += items.discount()[i];
                group.count++;
            }
        }
        return groups;
    }

    // ---- Q6

    private double q6() throws Exception {
        return parts(columns.items.rows(), this::q6).stream().mapToLong(part -> part).sum() / 1e4;
    }

    private long q6(int from, int to) {
        var items = columns.items;
        var first = day(1994, 1, 1);
        var end = day(1995, 1, 1);
        var sum = 0L;
        for (var i = from; i < to; i++) {
            var day = items.ship()[i];
            var discount = items.discount()[i];
            if (day >= first && day < end && discount >= 5 && discount <= 7 && items.quantity()[i] < 2_400) {
                sum = Math.addExact(sum, items.price()[i] * discount);
            }
        }
        return sum;
    }

    // ---- Groups of many keys: numbers by open addressing

    private static final class LongSums {
        private long[] keys = new long[1 << 16];
        private long[] sums = new long[1 << 16];
        private int count;

        /// @param key not 0
        private void add(long key, long value) {
            var mask = keys.length - 1;
            var at = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
            while (keys[at] != key) {
                if (keys[at] == 0) {
                    keys[at] = key;
                    count++;
                    break;
                }
                at = (at + 1) & mask;
            }
            sums[at] += value;
            if (count * 2 > keys.length) {
                grow();
            }
        }

        private void grow() {
            var old = keys;
            var oldSums = sums;
            keys = new long[old.length * 2];
            sums = new long[old.length * 2];
            count = 0;
            for (var i = 0; i < old.length; i++) {
                if (old[i] != 0) {
                    add(old[i], oldSums[i]);
                }
            }
        }
    }

    private double largeOrders() throws Exception {
        var parts = parts(columns.items.rows(), this::sums);
        var all = parts.getFirst();
        for (var part : parts.subList(1, parts.size())) {
            for (var i = 0; i < part.keys.length; i++) {
                if (part.keys[i] != 0) {
                    all.add(part.keys[i], part.sums[i]);
                }
            }
        }
        var sum = 0.0;
        for (var i = 0; i < all.keys.length; i++) {
            if (all.sums[i] > 30_000) {
                sum += all.keys[i] + all.sums[i] / 1e2;
            }
        }
        return sum;
    }

    private LongSums sums(int from, int to) {
        var items = columns.items;
        var sums = new LongSums();
        for (var i = from; i < to; i++) {
            sums.add(items.order()[i], items.quantity()[i]);
        }
        return sums;
    }

    // ---- Texts: those of some thousand rows are one string, in which the first word is looked for

    private double specialRequests() throws Exception {
        return parts(columns.orders.rows(), this::specialRequests).stream().mapToLong(part -> part).sum();
    }

    private long specialRequests(int from, int to) {
        var orders = columns.orders;
        var found = 0L;
        for (var row = from; row < to; row += 1_024) {
            var end = Math.min(to, row + 1_024);
            var start = row == 0 ? 0 : orders.commentEnds()[row - 1];
            var length = orders.commentEnds()[end - 1] - start;
            found += count(new String(orders.comments(), start, length, StandardCharsets.ISO_8859_1), row, end, start);
        }
        return found;
    }

    private long count(String texts, int from, int to, int start) {
        var ends = columns.orders.commentEnds();
        var found = 0L;
        var row = from;
        var at = texts.indexOf("special");
        while (at >= 0) {
            while (row < to && ends[row] - start <= at) {
                row++;
            }
            var end = ends[row] - start;
            var second = at + 7 > end ? -1 : texts.indexOf("requests", at + 7, end);
            found += second >= 0 ? 1 : 0;
            at = texts.indexOf("special", end);
        }
        return found;
    }

    // ---- Joins: the range of keys allows arrays that are indexed by them

    private int greatestOrder() {
        return (int) Arrays.stream(columns.orders.key()).max().orElse(0);
    }

    private double q4() throws Exception {
        var orders = columns.orders;
        var items = columns.items;
        var wanted = new byte[greatestOrder() + 1];
        var first = day(1993, 7, 1);
        var end = day(1993, 10, 1);
        parts(
                orders.rows(),
                (from, to) -> {
                    for (var i = from; i < to; i++) {
                        if (orders.day()[i] >= first && orders.day()[i] < end) {
                            wanted[(int) orders.key()[i]] = (byte) (orders.priority()[i] + 1);
                        }
                    }
                    return 0;
                });
        var late = new boolean[wanted.length];
        parts(
                items.rows(),
                (from, to) -> {
                    for (var i = from; i < to; i++) {
                        if (items.commit()[i] < items.receipt()[i] && wanted[(int) items.order()[i]] != 0) {
                            late[(int) items.order()[i]] = true;
                        }
                    }
                    return 0;
                });
        var counts = new long[6];
        for (var i = 0; i < late.length; i++) {
            counts[late[i] ? wanted[i] : 0]++;
        }
        return Arrays.stream(counts, 1, counts.length).sum();
    }

    private double q3() throws Exception {
        var orders = columns.orders;
        var items = columns.items;
        var customers = columns.customers;
        var day = day(1995, 3, 15);
        var building = new boolean[customers.rows() + 1];
        for (var i = 0; i < customers.rows(); i++) {
            building[(int) customers.key()[i]] = customers.building()[i];
        }
        var places = new int[greatestOrder() + 1];
        parts(
                orders.rows(),
                (from, to) -> {
                    for (var i = from; i < to; i++) {
                        if (orders.day()[i] < day && building[(int) orders.customer()[i]]) {
                            places[(int) orders.key()[i]] = i + 1;
                        }
                    }
                    return 0;
                });
        var parts =
                parts(
                        items.rows(),
                        (from, to) -> {
                            var revenues = new LongSums();
                            for (var i = from; i < to; i++) {
                                var order = items.order()[i];
                                if (items.ship()[i] > day && places[(int) order] != 0) {
                                    revenues.add(order, items.price()[i] * (100 - items.discount()[i]));
                                }
                            }
                            return revenues;
                        });
        var all = parts.getFirst();
        for (var part : parts.subList(1, parts.size())) {
            for (var i = 0; i < part.keys.length; i++) {
                if (part.keys[i] != 0) {
                    all.add(part.keys[i], part.sums[i]);
                }
            }
        }
        return top(all);
    }

    private static double top(LongSums revenues) {
        var sums = revenues.sums.clone();
        Arrays.sort(sums);
        var least = sums[sums.length - 10];
        var sum = 0.0;
        for (var i = 0; i < revenues.keys.length; i++) {
            if (revenues.sums[i] >= least) {
                sum += revenues.keys[i] + revenues.sums[i] / 1e4;
            }
        }
        return sum;
    }
}
