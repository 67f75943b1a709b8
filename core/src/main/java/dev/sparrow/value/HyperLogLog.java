/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import dev.sparrow.error.SparrowException;

import java.io.Serializable;
import java.util.Arrays;

/// Estimates how many different values it has seen, in little memory. Mutable, for one thread.
///
/// HyperLogLog++ of Heule, Nunkesser and Hall (HyperLogLog in Practice, 2013): hashes of 64 bits (section 5.1), and as
/// long as there are few values a sparse form of higher precision, counted linearly (section 5.3), which is nearly
/// exact. In place of their empirical table of biases (section 5.2) it has the estimator of Ertl (New cardinality
/// estimation algorithms for HyperLogLog sketches, 2017, section 3.3), which has no bias to correct in any range.
public final class HyperLogLog implements Serializable {
    private static final long serialVersionUID = 1;

    /// Bits of the index in the sparse form.
    private static final int SPARSE_BITS = 25;

    private static final int BITS_MIN = 4;
    private static final int BITS_MAX = 20;

    /// The standard error is this by the root of the number of registers.
    private static final double ERROR_FACTOR = 1.04;

    /// The sparse form has one entry for each index that was met: the index, and in the low bits the rank of the rest
    /// of the hash. Open addressing; 0 is no entry, since no rank is 0.
    private static final int RANK_BITS = 6;

    private final int bits;
    private int[] entries = new int[16];
    private int size;

    /// By index, the highest rank; null as long as the sparse form has fewer places than there would be registers: it
    /// may take four times the memory, so that few values are counted nearly exactly also by coarse sketches.
    private byte[] registers;

    /// @param bits the logarithm of the number of registers
    private HyperLogLog(int bits) {
        this.bits = bits;
    }

    /// Whether a sketch can have estimates of this relative standard deviation; a finer one it cannot.
    ///
    /// @throws SparrowException [dev.sparrow.error.ErrorCode#INVALID_ARGUMENT] if it is not above zero
    public static boolean isFineEnoughFor(double relativeSD) {
        if (!(relativeSD > 0)) {
            throw SparrowException.invalidArgument(
                    "The relative standard deviation is " + relativeSD + "; it must be more than 0.");
        }
        return bits(relativeSD) <= BITS_MAX;
    }

    /// A sketch whose estimates have this relative standard deviation, or a smaller one.
    ///
    /// @param relativeSD one for which a sketch [is fine enough][#isFineEnoughFor]
    public static HyperLogLog ofRelativeDeviation(double relativeSD) {
        if (!isFineEnoughFor(relativeSD)) {
            throw SparrowException.invalidArgument(
                    "The relative standard deviation is " + relativeSD + "; sketches have at least 0.00102.");
        }
        return new HyperLogLog(Math.max(BITS_MIN, bits(relativeSD)));
    }

    private static int bits(double relativeSD) {
        return (int) Math.ceil(Math.log(Math.pow(ERROR_FACTOR / relativeSD, 2)) / Math.log(2));
    }

    /// Takes in a value; returns itself.
    ///
    /// @param value as keys must be, see [StableHash]
    public HyperLogLog add(Object value) {
        var hash = WideHash.of(value);
        var index = (int) (hash >>> (Long.SIZE - SPARSE_BITS));
        var rest = hash << SPARSE_BITS;
        add((index << RANK_BITS) | rank(rest, Long.SIZE - SPARSE_BITS));
        return this;
    }

    /// The place of the first bit that is set, from 1.
    private static int rank(long hash, int length) {
        return Math.min(Long.numberOfLeadingZeros(hash), length) + 1;
    }

    private void add(int entry) {
        if (registers != null) {
            addDense(entry);
        } else if (addSparse(entry) && size > entries.length / 2) {
            grow();
        }
    }

    /// Returns whether it was a new index.
    private boolean addSparse(int entry) {
        var mask = entries.length - 1;
        for (var place = placeOf(entry) & mask; ; place = (place + 1) & mask) {
            var there = entries[place];
            if (there == 0) {
                entries[place] = entry;
                size++;
                return true;
            }
            if (there >>> RANK_BITS == entry >>> RANK_BITS) {
                entries[place] = Math.max(there, entry);
                return false;
            }
        }
    }

    /// Where to look for its index first (Knuth, The Art of Computer Programming, volume 3, section 6.4: multiplicative
    /// hashing).
    private static int placeOf(int entry) {
        return ((entry >>> RANK_BITS) * 0x9E3779B1) >>> 7;
    }

    private void grow() {
        var before = entries;
        if (before.length * 2L > 1L << bits) {
            registers = new byte[1 << bits];
            entries = null;
            Arrays.stream(before).filter(entry -> entry != 0).forEach(this::addDense);
            return;
        }
        entries = new int[before.length * 2];
        size = 0;
        Arrays.stream(before).filter(entry -> entry != 0).forEach(this::addSparse);
    }

    private void addDense(int entry) {
        var sparseIndex = entry >>> RANK_BITS;
        var between = SPARSE_BITS - bits;
        var index = sparseIndex >>> between;
        var rest = (long) sparseIndex << (Long.SIZE - between);
        var rank = between > 0 && rest != 0 ? rank(rest, between) : between + (entry & ((1 << RANK_BITS) - 1));
        registers[index] = (byte) Math.max(registers[index], rank);
    }

    /// Takes in all that another one of the same precision has seen, which stays as it is; returns itself.
    public HyperLogLog merge(HyperLogLog other) {
        if (other.registers == null) {
            Arrays.stream(other.entries.clone()).filter(entry -> entry != 0).forEach(this::add);
            return this;
        }
        if (registers == null) {
            var mine = entries;
            registers = new byte[1 << bits];
            entries = null;
            Arrays.stream(mine).filter(entry -> entry != 0).forEach(this::addDense);
        }
        for (var i = 0; i < registers.length; i++) {
            registers[i] = (byte) Math.max(registers[i], other.registers[i]);
        }
        return this;
    }

    /// The estimate.
    public long cardinality() {
        return Math.round(registers == null ? linearCount() : estimate());
    }

    private double linearCount() {
        var all = (double) (1 << SPARSE_BITS);
        return all * Math.log(all / (all - size));
    }

    /// Ertl (2017), algorithm 6.
    private double estimate() {
        var longest = Long.SIZE - bits;
        var counts = new int[longest + 2];
        for (var register : registers) {
            counts[register]++;
        }
        var all = (double) registers.length;
        var z = all * tau(1 - counts[longest + 1] / all);
        for (var rank = longest; rank >= 1; rank--) {
            z = (z + counts[rank]) / 2;
        }
        z += all * sigma(counts[0] / all);
        return all * all / (2 * Math.log(2) * z);
    }

    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        var x = share;
        var sum = x;
        var before = Double.NaN;
        for (var y = 1.0; sum != before; y *= 2) {
            before = sum;
            x *= x;
            sum += x * y;
        }
        return sum;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        var x = share;
        var sum = 1 - x;
        var before = Double.NaN;
        for (var y = 0.5; sum != before; y /= 2) {
            before = sum;
            x = Math.sqrt(x);
            sum -= (1 - x) * (1 - x) * y;
        }
        return sum / 3;
    }
}
