/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import dev.sparrow.config.Keys;
import dev.sparrow.config.SchedulerPool;
import dev.sparrow.config.Settings;
import dev.sparrow.scheduler.machine.Policies;

import java.util.HashMap;

/// The policies of the machine that settings ask for.
final class MachinePolicies {
    private MachinePolicies() {}

    static Policies of(Settings settings) {
        return new Policies(
                sharing(settings),
                speculation(settings),
                settings.get(Keys.LOCALITY_WAIT),
                exclusion(settings));
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
