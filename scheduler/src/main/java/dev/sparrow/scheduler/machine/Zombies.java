/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.value.AttemptId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Interrupted attempts whose threads may still run. Everyone gets the same grace, so they are in order of deadline.
final class Zombies {
    private record Zombie(Attempt attempt, long deadlineMillis) {}

    private final Map<AttemptId, Zombie> zombies = new LinkedHashMap<>();

    void add(Attempt attempt, long deadlineMillis) {
        zombies.put(attempt.id(), new Zombie(attempt, deadlineMillis));
    }

    Optional<Attempt> remove(AttemptId id) {
        return Optional.ofNullable(zombies.remove(id)).map(Zombie::attempt);
    }

    OptionalLong nextDeadlineMillis() {
        return zombies.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(zombies.values().iterator().next().deadlineMillis());
    }

    /// Takes out those whose grace is over.
    List<Attempt> expire(long nowMillis) {
        var expired = new ArrayList<Attempt>();
        for (var all = zombies.values().iterator(); all.hasNext(); ) {
            var zombie = all.next();
            if (zombie.deadlineMillis() > nowMillis) {
                break;
            }
            all.remove();
            expired.add(zombie.attempt());
        }
        return expired;
    }
}
