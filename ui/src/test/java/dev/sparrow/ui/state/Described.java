/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.state;

import dev.sparrow.ui.picture.Words;

/// A moment as text: all that can be asked of it.
public final class Described {
    private Described() {}

    public static String of(Moment moment) {
        var text = new StringBuilder();
        moment.jobs().forEach(job -> job(text, job));
        moment.stages().forEach(stage -> stage(text, stage));
        for (var view : moment.executors()) {
            text.append("executor ").append(view.executor().id()).append(view.present() ? " there" : " gone");
            text.append(" running=").append(view.running()).append(" done=").append(view.done());
            text.append(" failed=").append(view.failed()).append(" busy=").append(view.busyMicros()).append('\n');
        }
        for (var dataset : moment.cached()) {
            text.append("cached ").append(dataset.name()).append(' ').append(dataset.level());
            dataset.cached()
                    .forEach(one ->
                            text.append(" [")
                                    .append(one.partition())
                                    .append(" on ")
                                    .append(one.executor())
                                    .append(" memory=")
                                    .append(one.bytesInMemory())
                                    .append(" disk=")
                                    .append(one.bytesOnDisk())
                                    .append(']'));
            text.append('\n');
        }
        moment.recomputed()
                .forEach(again ->
                        text.append("lost ")
                                .append(again.lost().name())
                                .append(' ')
                                .append(again.lost().partitions())
                                .append(" by ")
                                .append(again.cause().map(cause -> "executor " + cause.id()).orElse("?"))
                                .append(" again=")
                                .append(again.tasks())
                                .append(" in ")
                                .append(again.micros())
                                .append('\n'));
        moment.happenings().stream()
                .filter(Happening.Warned.class::isInstance)
                .forEach(warned -> text.append("warned ").append(((Happening.Warned) warned).text()).append('\n'));
        return text.toString();
    }

    private static void job(StringBuilder text, JobView job) {
        text.append("job ").append(job.id()).append(' ').append(Words.of(job.status())).append(" took=");
        text.append(job.took()).append(" stages=").append(job.stageIds()).append(' ').append(job.label());
        text.append(job.error().isEmpty() ? "" : " error=" + job.error()).append('\n');
    }

    private static void stage(StringBuilder text, StageView stage) {
        text.append("stage ").append(stage.id()).append(' ').append(Words.of(stage.status()));
        if (stage.hasRun()) {
            var counts = stage.counts();
            var times = stage.quantiles(Figure.RAN);
            text.append(" runs=").append(stage.runs().size()).append(" took=").append(stage.took());
            text.append(" tasks=").append(counts.tasks()).append(" running=").append(counts.running());
            text.append(" done=").append(counts.done()).append(" failed=").append(counts.failed());
            text.append(" cancelled=").append(counts.cancelled()).append(" ran=").append(times.least()).append('/');
            text.append(times.median()).append('/').append(times.greatest());
            for (var figure : Figure.values()) {
                if (stage.total(figure) != 0) {
                    text.append(' ').append(figure.key()).append('=').append(stage.total(figure));
                }
            }
        }
        text.append(' ').append(stage.name());
        text.append(stage.failure().isEmpty() ? "" : " failure=" + stage.failure()).append('\n');
    }
}
