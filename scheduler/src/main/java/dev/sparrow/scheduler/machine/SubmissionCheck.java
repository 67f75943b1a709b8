/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.machine;

import dev.sparrow.scheduler.stage.CacheRead;
import dev.sparrow.scheduler.stage.CacheSpec;
import dev.sparrow.scheduler.stage.StageKind;
import dev.sparrow.scheduler.stage.StageSpec;
import dev.sparrow.value.CacheId;
import dev.sparrow.value.Lists;
import dev.sparrow.value.StageId;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A check of submissions: a planner's mistake, or a demand that no executor can meet, must not become a job that never
/// ends.
final class SubmissionCheck {
    private final Stages stages;
    private final Dispatch dispatch;

    SubmissionCheck(Stages stages, Dispatch dispatch) {
        this.stages = stages;
        this.dispatch = dispatch;
    }

    /// Why the job fails at once, if it does.
    Optional<JobFailure> failure(Input.SubmitJob submission) {
        var mistake = mistake(submission);
        if (mistake.isPresent()) {
            return Optional.of(new JobFailure.Refused(mistake.get()));
        }
        for (var spec : submission.stages()) {
            if (!dispatch.canEverHave(spec.demand())) {
                return Optional.of(
                        new JobFailure.ResourcesMissing(
                                spec.id(), spec.name(), spec.demand(), dispatch.describeExecutors()));
            }
        }
        return Optional.empty();
    }

    /// The first mistake in words, if there is one.
    private Optional<String> mistake(Input.SubmitJob submission) {
        var specs = submission.stages();
        if (specs.isEmpty() || !(specs.getLast().kind() instanceof StageKind.Result)) {
            return Optional.of("the last stage of job " + submission.job() + " must be a result stage.");
        }
        if (submission.failuresMax() < 1) {
            return Optional.of("job " + submission.job() + " allows " + submission.failuresMax() + " failures, not 1.");
        }
        var known = new HashSet<StageId>();
        var described = new HashSet<>(Lists.map(submission.caches(), CacheSpec::id));
        for (var spec : specs) {
            var mistake = mistakeOf(spec, known, described, known.size() == specs.size() - 1);
            if (mistake.isPresent()) {
                return mistake;
            }
            known.add(spec.id());
        }
        return mistakeOf(submission.partitions(), specs.getLast());
    }

    private Optional<String> mistakeOf(StageSpec spec, Set<StageId> before, Set<CacheId> described, boolean last) {
        if (before.contains(spec.id())) {
            return Optional.of("stage " + spec.id() + " is listed twice.");
        }
        if (spec.partitions() < 0) {
            return Optional.of("stage " + spec.id() + " has " + spec.partitions() + " partitions.");
        }
        if (!before.containsAll(spec.parents())) {
            return Optional.of("a parent of stage " + spec.id() + " is not listed before it: " + spec.parents() + ".");
        }
        if (!described.containsAll(Lists.map(spec.caches(), CacheRead::cache))) {
            return Optional.of("stage " + spec.id() + " reads a cache that is not described: " + spec.caches() + ".");
        }
        if (!spec.places().isEmpty() && spec.places().size() != spec.partitions()) {
            return Optional.of("stage " + spec.id() + " has places for " + spec.places().size() + " partitions.");
        }
        if (spec.kind() instanceof StageKind.Result && !last) {
            return Optional.of("result stage " + spec.id() + " has a stage after it.");
        }
        var living = stages.get(spec.id());
        if (living != null && (living.isResult() || !sameShape(living.spec, spec))) {
            return Optional.of("stage " + spec.id() + " is another one already: " + living.spec + ".");
        }
        return Optional.empty();
    }

    private static boolean sameShape(StageSpec one, StageSpec other) {
        return one.kind().equals(other.kind())
                && one.partitions() == other.partitions()
                && one.barrier() == other.barrier()
                && one.parents().equals(other.parents());
    }

    private static Optional<String> mistakeOf(List<Integer> partitions, StageSpec result) {
        var known = new HashSet<Integer>();
        for (var partition : partitions) {
            if (partition < 0 || partition >= result.partitions() || !known.add(partition)) {
                return Optional.of(
                        "partition "
                                + partition
                                + " of stage "
                                + result.id()
                                + " is wanted twice or is not one of "
                                + result.partitions()
                                + ".");
            }
        }
        return Optional.empty();
    }
}
