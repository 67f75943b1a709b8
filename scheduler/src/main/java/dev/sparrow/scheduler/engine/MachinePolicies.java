/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.config.Keys;
import dev.sparrow.config.SchedulerPool;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;
import dev.sparrow.scheduler.machine.Limits;
import dev.sparrow.scheduler.machine.Policies;

import java.time.Duration;
import java.util.HashMap;

/// The limits and policies of the machine that settings ask for.
final class MachinePolicies {
    private MachinePolicies() {}

    /// @param leased executors have to tell that they live
    static Limits limits(Settings settings, boolean leased) {
        var limits =
                new Limits(
                                settings.get(Keys.STAGE_ATTEMPTS_MAX),
                                Limits.DEFAULT.executorLossesMax(),
                                settings.get(Keys.CANCEL_GRACE))
                        .starving(settings.get(Keys.UNSCHEDULABLE_TIMEOUT))
                        .preferring(policies(settings));
        return leased ? limits.leasing(lease(settings)) : limits;
    }

    private static Duration lease(Settings settings) {
        var lease = settings.get(Keys.NETWORK_TIMEOUT);
        var interval = settings.get(Keys.HEARTBEAT_INTERVAL);
        if (lease.compareTo(interval) <= 0) {
            throw new SparrowException(
                    ErrorCode.INVALID_CONFIGURATION,
                    Keys.NETWORK_TIMEOUT.name()
                            + " is "
                            + lease.toMillis()
                            + " ms, and executors tell only every "
                            + interval.toMillis()
                            + " ms that they live ("
                            + Keys.HEARTBEAT_INTERVAL.name()
                            + "), so all of them would be lost. Set the first to several times the second.");
        }
        return lease;
    }

    private static Policies policies(Settings settings) {
        return new Policies(
                sharing(settings), speculation(settings), settings.get(Keys.LOCALITY_WAIT), exclusion(settings));
    }

    private static Policies.Exclusion exclusion(Settings settings) {
        return new Policies.Exclusion(
                settings.get(Keys.EXCLUDE_ON_FAILURE),
                settings.get(Keys.EXCLUDE_TASK_ATTEMPTS),
                settings.get(Keys.EXCLUDE_STAGE_TASKS),
                settings.get(Keys.EXCLUDE_APPLICATION_TASKS),
                settings.get(Keys.EXCLUDE_TIMEOUT));
    }

    private static Policies.Speculation speculation(Settings settings) {
        return new Policies.Speculation(
                settings.get(Keys.SPECULATION),
                settings.get(Keys.SPECULATION_INTERVAL),
                settings.get(Keys.SPECULATION_MULTIPLIER),
                settings.get(Keys.SPECULATION_QUANTILE),
                settings.get(Keys.SPECULATION_MIN_RUNTIME));
    }

    private static Policies.Sharing sharing(Settings settings) {
        var pools = new HashMap<String, Policies.Pool>();
        settings.get(Keys.SCHEDULER_POOLS).forEach((name, pool) -> pools.put(name, pool(pool)));
        return new Policies.Sharing(mode(settings.get(Keys.SCHEDULER_FAIR)), pools);
    }

    private static Policies.Pool pool(SchedulerPool pool) {
        return new Policies.Pool(mode(pool.isFair()), pool.weight(), pool.minShare());
    }

    private static Policies.Mode mode(boolean isFair) {
        return isFair ? Policies.Mode.FAIR : Policies.Mode.FIFO;
    }
}
