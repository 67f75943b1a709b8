/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.picture;

import dev.sparrow.ui.state.JobView;
import dev.sparrow.ui.state.StageView;
import dev.sparrow.ui.state.TaskTable;

/// What states are called: words for people, and classes for stylesheets.
public final class Words {
    private Words() {}

    public static String of(StageView.Status status) {
        return switch (status) {
            case WAITING -> "waiting";
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
        };
    }

    public static String of(JobView.Status status) {
        return switch (status) {
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "failed";
        };
    }

    public static String of(TaskTable.Status status) {
        return switch (status) {
            case DONE -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }
}
