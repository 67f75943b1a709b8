/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import java.time.Duration;
import java.util.Map;

/// What the machine prefers where it has a choice; each as Spark's setting of that name has it.
///
/// @param sharing who goes first when jobs want the same slots
/// @param speculation whether slow tasks are tried a second time elsewhere
/// @param localityWait how long a stage leaves slots free that are not where the data of its tasks are, at each level
/// @param exclusion whether executors are avoided on which tasks have failed
public record Policies(Sharing sharing, Speculation speculation, Duration localityWait, Exclusion exclusion) {
    public static final Policies DEFAULT =
            new Policies(Sharing.DEFAULT, Speculation.OFF, Duration.ofSeconds(3), Exclusion.OFF);

    /// How those in a queue are ordered.
    public enum Mode {
        /// The oldest job first, and of one job the oldest stage.
        FIFO,

        /// Whoever has least of its share first.
        FAIR
    }

    /// How slots are shared between jobs.
    ///
    /// @param mode FIFO: one queue of all jobs; FAIR: pools that share
    /// @param pools by name; those of other names are as [#pool] says
    public record Sharing(Mode mode, Map<String, Pool> pools) {
        /// The pool of jobs that name none.
        public static final String DEFAULT_POOL = "default";

        public static final Sharing DEFAULT = new Sharing(Mode.FAIR, Map.of());

        public Sharing {
            pools = Map.copyOf(pools);
        }

        /// Of a pool that nobody has described: one share, and within it the oldest job first; jobs that name no pool
        /// share theirs.
        Pool pool(String name) {
            return switch (mode) {
                case FIFO -> new Pool(Mode.FIFO, 1, 0);
                case FAIR ->
                        pools.getOrDefault(name, new Pool(name.equals(DEFAULT_POOL) ? Mode.FAIR : Mode.FIFO, 1, 0));
            };
        }
    }

    /// A group of jobs.
    ///
    /// @param mode between its jobs
    /// @param weight how many shares it gets, from 1
    /// @param minShare slots that it gets before others get more than theirs
    public record Pool(Mode mode, int weight, int minShare) {}

    /// The same, but for the sharing.
    public Policies sharing(Sharing other) {
        return new Policies(other, speculation, localityWait, exclusion);
    }

    /// The same, but for the speculation.
    public Policies speculating(Speculation other) {
        return new Policies(sharing, other, localityWait, exclusion);
    }

    /// The same, but for the wait.
    public Policies waiting(Duration other) {
        return new Policies(sharing, speculation, other, exclusion);
    }

    /// The same, but for the exclusion.
    public Policies excluding(Exclusion other) {
        return new Policies(sharing, speculation, localityWait, other);
    }

    /// When executors are avoided on which tasks have failed: a task, a stage or everybody avoids an executor from so
    /// many failures on.
    ///
    /// @param taskAttemptsMax attempts at one task, from which this task avoids it
    /// @param stageTasksMax tasks of one stage, from which this stage avoids it
    /// @param applicationTasksMax tasks of stages that ended well, from which it is given nothing
    /// @param timeout how long it is given nothing, and how long such failures count
    public record Exclusion(
            boolean enabled, int taskAttemptsMax, int stageTasksMax, int applicationTasksMax, Duration timeout) {
        public static final Exclusion OFF = new Exclusion(false, 1, 2, 2, Duration.ofHours(1));
    }

    /// When a task is tried a second time while it runs.
    ///
    /// @param interval how often to look for such tasks
    /// @param multiplier how many times as long as the median of its stage it has run
    /// @param quantile which part of the stage has finished
    /// @param minTaskRuntime how long it has run at least
    public record Speculation(
            boolean enabled, Duration interval, double multiplier, double quantile, Duration minTaskRuntime) {
        public static final Speculation OFF =
                new Speculation(false, Duration.ofMillis(100), 3, 0.9, Duration.ofMillis(100));
    }
}
