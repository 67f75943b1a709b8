/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.relation.hash;

import dev.sparrow.column.Utf8;

import java.util.Arrays;
import java.util.Objects;

/// Numbers keys in the order of their first occurrence. Open addressing with linear probing; keys of one part that is a
/// whole number are found at their own place instead, as long as they are near each other.
public final class GroupTable {
    public static final int NONE = -1;

    /// Places at the numbers themselves, for so many numbers in any case, or for so many times the groups.
    private static final int DIRECT_MIN = 1 << 16;

    private static final int DIRECT_FACTOR = 16;

    /// Fewer groups are found as fast as it is asked whether they are there.
    private static final int FILTER_MIN = 1 << 10;

    private final int width;
    private final boolean onePart;
    private final boolean keepsNulls;

    /// For each part the keys of the groups.
    private final Object[] parts;

    /// For each part which groups have none; null if all have.
    private final boolean[][] missing;

    private int[] hashes = new int[64];
    private int groups;

    /// The number of the group of each number from `origin` on, plus 1; null if keys are hashed.
    private int[] direct;

    private long origin;

    /// Says which numbers surely are no keys; null if nothing does.
    private NumberSet filter;

    /// The number of a group plus 1 at the place of its hash.
    private int[] slots = new int[0];

    /// The group of the key that is missing, of one part.
    private int nullGroup = NONE;

    /// @param longs for each part whether it is a long
    /// @param keepsNulls whether missing keys are keys
    public GroupTable(boolean[] longs, boolean keepsNulls) {
        this.width = longs.length;
        this.onePart = width == 1 && longs[0];
        this.keepsNulls = keepsNulls;
        this.parts = new Object[width];
        this.missing = new boolean[width][];
        for (var part = 0; part < width; part++) {
            parts[part] = longs[part] ? (Object) new long[64] : new Object[64];
        }
        direct = onePart ? new int[256] : null;
        if (!onePart) {
            slots = new int[128];
        }
    }

    public int groups() {
        return groups;
    }

    /// The hash of a group's key.
    public int hash(int group) {
        return hashes[group];
    }

    /// The keys of the groups, a column for each part.
    public Keys keys() {
        var valid = new boolean[width][];
        for (var part = 0; part < width; part++) {
            if (missing[part] != null) {
                valid[part] = new boolean[groups];
                for (var group = 0; group < groups; group++) {
                    valid[part][group] = !missing[part][group];
                }
            }
        }
        return new Keys(groups, valid, parts);
    }

    /// About what it takes in the heap.
    public long bytes() {
        var bytes = 4L * (slots.length + hashes.length + (direct == null ? 0 : direct.length));
        for (var part : parts) {
            bytes += part instanceof long[] longs ? 8L * longs.length : 64L * groups;
        }
        return bytes;
    }

    /// The groups of keys; new ones for keys that are new.
    public void number(Keys keys, int[] into) {
        if (onePart && keys.valid()[0] == null) {
            numberLongs((long[]) keys.parts()[0], keys.count(), into);
            return;
        }
        for (var row = 0; row < keys.count(); row++) {
            into[row] = number(keys, row);
        }
    }

    private void numberLongs(long[] keys, int count, int[] into) {
        var last = 0L;
        var lastGroup = NONE;
        for (var row = 0; row < count; row++) {
            var key = keys[row];
            if (key != last || lastGroup == NONE) {
                last = key;
                var known = direct != null ? atPlace(key) : NONE;
                lastGroup = known != NONE ? known : numberLong(key);
            }
            into[row] = lastGroup;
        }
    }

    private int atPlace(long key) {
        var place = key - origin;
        return place >= 0 && place < direct.length ? direct[(int) place] - 1 : NONE;
    }

    private int numberLong(long key) {
        if (direct != null && !reach(key)) {
            hashAll();
        }
        if (direct != null) {
            var group = add(longHash(key));
            ((long[]) parts[0])[group] = key;
            direct[(int) (key - origin)] = group + 1;
            return group;
        }
        var hash = longHash(key);
        var keys = (long[]) parts[0];
        var mask = slots.length - 1;
        for (var slot = hash & mask; ; slot = slot + 1 & mask) {
            var group = slots[slot] - 1;
            if (group < 0) {
                return insertLong(key, hash);
            }
            if (keys[group] == key && group != nullGroup) {
                return group;
            }
        }
    }

    private int insertLong(long key, int hash) {
        var group = add(hash);
        ((long[]) parts[0])[group] = key;
        insert(group, hash);
        return group;
    }

    private static int longHash(long key) {
        var mixed = Keys.mixed(0, key);
        return (int) (mixed ^ mixed >>> Integer.SIZE);
    }

    /// Makes a place for a number, if not too many places would stay empty.
    private boolean reach(long key) {
        if (groups == 0) {
            origin = key;
        }
        var limit = Math.max(DIRECT_MIN, (long) DIRECT_FACTOR * groups);
        if (key < origin) {
            return reachBelow(key, limit);
        }
        var place = key - origin;
        if (place < 0 || place >= limit) {
            return false;
        }
        if (place >= direct.length) {
            direct = Arrays.copyOf(direct, (int) Math.max(place + 1, Math.min(limit, 2L * direct.length)));
        }
        return true;
    }

    /// Moves the first place so far that the next smaller numbers have places, too.
    private boolean reachBelow(long key, long limit) {
        var more = origin - key;
        if (more < 0 || more + direct.length >= limit) {
            return false;
        }
        var moved = (int) Math.min(2 * more, limit - direct.length);
        var longer = new int[direct.length + moved];
        System.arraycopy(direct, 0, longer, moved, direct.length);
        direct = longer;
        origin -= moved;
        return true;
    }

    private void hashAll() {
        direct = null;
        slots = new int[Integer.highestOneBit(Math.max(64, groups) * 4)];
        for (var group = 0; group < groups; group++) {
            place(group, hashes[group]);
        }
    }

    /// The next group.
    private int add(int hash) {
        if (groups == hashes.length) {
            grow();
        }
        hashes[groups] = hash;
        return groups++;
    }

    private void grow() {
        var length = 2 * hashes.length;
        hashes = Arrays.copyOf(hashes, length);
        for (var part = 0; part < width; part++) {
            parts[part] =
                    parts[part] instanceof long[] longs
                            ? (Object) Arrays.copyOf(longs, length)
                            : Arrays.copyOf((Object[]) parts[part], length);
            missing[part] = missing[part] == null ? null : Arrays.copyOf(missing[part], length);
        }
    }

    private void insert(int group, int hash) {
        if (2L * groups > slots.length) {
            slots = new int[2 * slots.length];
            for (var other = 0; other < groups; other++) {
                place(other, hashes[other]);
            }
        } else {
            place(group, hash);
        }
    }

    private void place(int group, int hash) {
        var mask = slots.length - 1;
        var slot = hash & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = group + 1;
    }

    // ---- Keys of several parts, and missing ones

    /// The group of one key; a new one if it is new.
    public int numberOne(Keys keys, int row) {
        return number(keys, row);
    }

    private int number(Keys keys, int row) {
        if (onePart) {
            return keys.isNull(0, row) ? nullGroup() : numberLong(((long[]) keys.parts()[0])[row], true);
        }
        var hash = keys.hash(row);
        var found = find(keys, row, hash);
        if (found != NONE) {
            return found;
        }
        var group = add(hash);
        for (var part = 0; part < width; part++) {
            copy(keys, row, part, group);
        }
        insert(group, hash);
        return group;
    }

    private int numberLong(long key, boolean looks) {
        var known = looks && direct != null ? atPlace(key) : NONE;
        return known != NONE ? known : numberLong(key);
    }

    private int nullGroup() {
        if (!keepsNulls) {
            return NONE;
        }
        if (nullGroup == NONE) {
            nullGroup = add(0);
            mark(0, nullGroup);
            if (direct == null) {
                insert(nullGroup, 0);
            }
        }
        return nullGroup;
    }

    private void mark(int part, int group) {
        if (missing[part] == null) {
            missing[part] = new boolean[hashes.length];
        }
        missing[part][group] = true;
    }

    private void copy(Keys keys, int row, int part, int group) {
        if (keys.isNull(part, row)) {
            mark(part, group);
            return;
        }
        switch (parts[part]) {
            case long[] longs -> longs[group] = ((long[]) keys.parts()[part])[row];
            case Object[] objects -> {
                var value = ((Object[]) keys.parts()[part])[row];
                objects[group] = value instanceof Utf8 text ? text.copy() : value;
            }
            case Object other -> throw new IllegalStateException("No key: " + other.getClass());
        }
    }

    private int find(Keys keys, int row, int hash) {
        var mask = slots.length - 1;
        for (var slot = hash & mask; ; slot = slot + 1 & mask) {
            var group = slots[slot] - 1;
            if (group < 0) {
                return NONE;
            }
            if (hashes[group] == hash && isEqual(keys, row, group)) {
                return group;
            }
        }
    }

    private boolean isEqual(Keys keys, int row, int group) {
        for (var part = 0; part < width; part++) {
            var isMissing = missing[part] != null && missing[part][group];
            if (isMissing != keys.isNull(part, row)) {
                return false;
            }
            if (!isMissing && !isEqual(parts[part], group, keys.parts()[part], row)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEqual(Object part, int group, Object other, int row) {
        return switch (part) {
            case long[] longs -> longs[group] == ((long[]) other)[row];
            case Object[] objects -> {
                var one = objects[group];
                var two = ((Object[]) other)[row];
                yield one instanceof Utf8 text ? text.equalTo((Utf8) two) : Objects.deepEquals(one, two);
            }
            default -> false;
        };
    }

    // ---- Only looking

    /// Prepares for looking alone: nothing is numbered any more.
    public void complete() {
        if (onePart && direct == null && groups >= FILTER_MIN) {
            var numbers = new NumberSet();
            filter = numbers.addAll((long[]) parts[0], groups) && numbers.isDense() ? numbers : null;
        }
    }

    /// The groups of keys, [#NONE] where there is none.
    public void find(Keys keys, int[] into) {
        if (onePart) {
            findLongs(keys, into);
            return;
        }
        for (var row = 0; row < keys.count(); row++) {
            into[row] = !keepsNulls && keys.hasNull(row) ? NONE : find(keys, row, keys.hash(row));
        }
    }

    private void findLongs(Keys keys, int[] into) {
        var sought = (long[]) keys.parts()[0];
        var valid = keys.valid()[0];
        for (var row = 0; row < keys.count(); row++) {
            into[row] = valid != null && !valid[row] ? nullGroup : findLong(sought[row]);
        }
    }

    private int findLong(long key) {
        if (direct != null) {
            return atPlace(key);
        }
        if (filter != null && !filter.contains(key)) {
            return NONE;
        }
        var keys = (long[]) parts[0];
        var mask = slots.length - 1;
        for (var slot = longHash(key) & mask; ; slot = slot + 1 & mask) {
            var group = slots[slot] - 1;
            if (group < 0) {
                return NONE;
            }
            if (keys[group] == key && group != nullGroup) {
                return group;
            }
        }
    }
}
