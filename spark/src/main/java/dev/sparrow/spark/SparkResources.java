/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark;

import dev.sparrow.scheduler.slots.Demand;

import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/// What tasks ask for, in Spark's words.
final class SparkResources {
    private SparkResources() {}

    /// @param demand what each task asks for
    static void ask(RDD<?> program, Demand demand) {
        if (demand.equals(Demand.ONE_SLOT)) {
            return;
        }
        var requests = new TaskResourceRequests().cpus(demand.cpus());
        demand.resources().forEach((name, amount) -> requests.resource(name, amount));
        program.withResources(new ResourceProfileBuilder().require(requests).build());
    }
}
