/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.cluster.wire;

/// The roles of processes in a cluster, by which their names begin. Where certificates are used, the name in one is the
/// role, so nobody takes another.
public final class Roles {
    public static final String COORDINATOR = "coordinator";

    private static final String WORKER = "worker/";
    private static final String DRIVER = "application/";

    private Roles() {}

    public static String worker(String name) {
        return WORKER + name;
    }

    public static String driver(String name) {
        return DRIVER + name;
    }

    public static boolean isWorker(String name) {
        return name.startsWith(WORKER);
    }

    public static boolean isDriver(String name) {
        return name.startsWith(DRIVER);
    }
}
