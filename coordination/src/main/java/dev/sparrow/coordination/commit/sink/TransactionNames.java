/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.commit.sink;

import dev.sparrow.coordination.commit.TransactionId;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

/// Transactions by their names in files and tables: the form of [TransactionId#toString].
final class TransactionNames {
    private TransactionNames() {}

    static TransactionId parse(String name) {
        var parts = name.split("-");
        var numbers = parts.length - 3;
        if (numbers < 1) {
            throw new SparrowException(ErrorCode.INVALID_TEXT, "'" + name + "' is not the name of a transaction.");
        }
        var application = name.substring(0, name.length() - tailLength(parts, numbers));
        try {
            return new TransactionId(
                    application,
                    Long.parseLong(parts[numbers]),
                    Long.parseLong(parts[numbers + 1]),
                    Long.parseLong(parts[numbers + 2]));
        } catch (NumberFormatException e) {
            throw new SparrowException(ErrorCode.INVALID_TEXT, "'" + name + "' is not the name of a transaction.", e);
        }
    }

    private static int tailLength(String[] parts, int numbers) {
        return parts[numbers].length() + parts[numbers + 1].length() + parts[numbers + 2].length() + 3;
    }
}
