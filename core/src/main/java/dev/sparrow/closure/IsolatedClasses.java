/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.closure;

/// A finder of snippet classes for the isolated tasks of one job. It goes with the job; the classes themselves are kept
/// by [ShippedUnits] as long as something uses them.
///
/// Functions and their values get here as bytes ([Snapshot#ship]), and results leave in the same way.
public final class IsolatedClasses extends ClassLoader {
    private final ShippedUnits units;

    IsolatedClasses(ShippedUnits units, ClassLoader parent) {
        super("sparrow-isolated", parent);
        this.units = units;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return units.find(name);
    }
}
