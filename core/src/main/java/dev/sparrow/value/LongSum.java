/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.value;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.io.Serializable;
import java.math.BigInteger;

/// A sum of whole numbers in 128 bits, which no dataset is long enough to overflow. Mutable, for one thread.
public final class LongSum implements Serializable {
    private static final long serialVersionUID = 1;

    private long high;
    private long low;

    /// Adds a number; returns itself.
    public LongSum add(long number) {
        return add(number >> (Long.SIZE - 1), number);
    }

    /// Adds another sum; returns itself.
    public LongSum merge(LongSum other) {
        return add(other.high, other.low);
    }

    private LongSum add(long otherHigh, long otherLow) {
        low += otherLow;
        high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
        return this;
    }

    /// The sum.
    ///
    /// @param who asks for it, for the message
    /// @throws SparrowException [ErrorCode#OVERFLOW] if it is no `long`
    public long value(String who) {
        if (high != low >> (Long.SIZE - 1)) {
            throw new SparrowException(
                    ErrorCode.OVERFLOW,
                    who
                            + ": the sum is "
                            + this
                            + ", which is no long. Map to BigInteger and reduce(BigInteger::add), or to double and sum().");
        }
        return low;
    }

    @Override
    public String toString() {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(new BigInteger(Long.toUnsignedString(low))).toString();
    }
}
