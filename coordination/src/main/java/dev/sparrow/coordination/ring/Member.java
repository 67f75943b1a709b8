/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import dev.sparrow.error.SparrowException;

/// A node that keys are mapped to.
///
/// @param id its name; the only thing about it that decides which keys it gets
/// @param weight its share of the keys in relation to that of the others, from 1 to [#MAX_WEIGHT]
/// @param host the machine that it shares with others, which die together
/// @param rack what its host shares with others
public record Member(String id, int weight, String host, String rack) implements Comparable<Member> {
    public static final int MAX_WEIGHT = 1_000;

    public Member {
        if (id.isEmpty()
                || host.isEmpty()
                || rack.isEmpty()
                || (id + host + rack).chars().anyMatch(Member::separates)) {
            throw SparrowException.invalidArgument(
                    "The names of a member must not be empty and not contain blanks or slashes, but they are id '%s', host '%s', rack '%s'."
                            .formatted(id, host, rack));
        }
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw SparrowException.invalidArgument(
                    "The weight of member %s must be between 1 and %,d, but is %d.".formatted(id, MAX_WEIGHT, weight));
        }
    }

    /// A member of weight 1 on a host and in a rack of its own.
    public static Member of(String id) {
        return new Member(id, 1, id, id);
    }

    public Member weighing(int newWeight) {
        return new Member(id, newWeight, host, rack);
    }

    private static boolean separates(int character) {
        return character == '/' || Character.isWhitespace(character);
    }

    @Override
    public int compareTo(Member other) {
        return id.compareTo(other.id);
    }

    /// The form `rack/host/id weight`.
    @Override
    public String toString() {
        return rack + "/" + host + "/" + id + " " + weight;
    }
}
