/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spark.task;

import org.apache.spark.util.AccumulatorV2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The reports of tasks whose results Spark keeps to itself, such as blocks: they come to the driver with the news that
/// a task is done. Spark may tell of a task more than once.
public final class Reports extends AccumulatorV2<Report, List<Report>> {
    private static final long serialVersionUID = 1;

    private final ArrayList<Report> reports = new ArrayList<>();
    private final transient Consumer<Report> driver;

    /// @param driver gets the reports, on a thread that must not wait
    public Reports(Consumer<Report> driver) {
        this.driver = driver;
    }

    @Override
    public boolean isZero() {
        return reports.isEmpty();
    }

    @Override
    public Reports copy() {
        var copy = new Reports(null);
        copy.reports.addAll(reports);
        return copy;
    }

    @Override
    public void reset() {
        reports.clear();
    }

    @Override
    public void add(Report report) {
        reports.add(report);
    }

    @Override
    public void merge(AccumulatorV2<Report, List<Report>> other) {
        if (driver == null) {
            reports.addAll(other.value());
        } else {
            other.value().forEach(driver);
        }
    }

    @Override
    public List<Report> value() {
        return reports;
    }
}
