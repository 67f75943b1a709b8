/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.protocol;

import dev.sparrow.compute.SurveyAnswer;

import java.util.List;

/// The partial answers of a survey, in the order of the partitions, as they travel.
public final class SurveyParcels {
    private final List<Parcel> parcels;

    /// Null before the first task asks.
    private transient SurveyAnswer answer;

    public SurveyParcels(List<Parcel> parcels) {
        this.parcels = parcels;
    }

    public List<Parcel> parcels() {
        return parcels;
    }

    /// The answer, one for all tasks of an executor. Opened on the thread of the first task that asks.
    public synchronized SurveyAnswer answer() {
        if (answer == null) {
            answer = new SurveyAnswer(parcels.stream().map(Parcel::open).toList());
        }
        return answer;
    }
}
