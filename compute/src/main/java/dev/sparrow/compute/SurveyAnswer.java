/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute;

import java.util.List;

/// The partial answers of a survey, one for each partition, in order. Shared by all tasks that ask.
///
/// What a step makes of them (offsets, bounds) is made once and kept here.
public final class SurveyAnswer {
    private final List<Object> partials;
    private Object digest;

    public SurveyAnswer(List<Object> partials) {
        this.partials = partials;
    }

    public List<Object> partials() {
        return partials;
    }

    /// What `make` makes of the partial answers; made at the first call. One answer is always digested in one way.
    public synchronized <T> T digest(Class<T> type, java.util.function.Function<List<Object>, T> make) {
        if (digest == null) {
            digest = make.apply(partials);
        }
        return type.cast(digest);
    }
}
