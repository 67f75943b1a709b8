/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Survey;
import dev.sparrow.scheduler.plan.StagePlan.StageKey;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.value.DatasetId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds where the lineage of a job is cut: into a stage for each exchange and each survey, and one for the action, and
/// at persisted datasets. Pure.
final class Planner {
    private final JobRequest request;
    private final Set<DatasetId> persisted;
    private final List<Lineage> nodes;
    private final BarrierSteps barriers;
    private final StageResources resources;
    private final List<Part> parts = new ArrayList<>();

    private Planner(JobRequest request, Set<DatasetId> persisted) {
        this.request = request;
        this.persisted = persisted;
        this.nodes = LineageWalk.parentsFirst(request.target());
        this.barriers = BarrierSteps.in(request, nodes);
        this.resources = StageResources.in(request, nodes);
    }

    /// A part of a job: a stage, or a persisted dataset that stages read.
    sealed interface Part permits StagePlan, CachePlan {}

    /// The stages of a job and the persisted datasets that it reads, parents first, the action's stage last.
    static List<Part> plan(JobRequest request, Set<DatasetId> persisted) {
        return new Planner(request, persisted).plan();
    }

    private List<Part> plan() {
        for (var node : nodes) {
            if (node.operation() instanceof Operation.Shuffled shuffled) {
                cutExchange(node, shuffled);
            } else if (StageCutter.asksCounts(node)) {
                cutSurvey(node, new Survey.Counts());
            } else if (node.operation() instanceof Operation.LookedUp(var lookup) && lookup.shared()) {
                cutSurvey(node, node.parents().getLast(), new Survey.Rows(lookup));
            }
            if (persisted.contains(node.id())) {
                parts.add(new CachePlan(node, persisted, barriers.precede(node)));
            }
        }
        var result = new ProgramOutput.Result(request.action(), request.label());
        cutStage(new StageKey.Result(), request.label(), request.target(), result);
        return parts;
    }

    private void cutExchange(Lineage node, Operation.Shuffled shuffled) {
        Exchange exchange = shuffled.exchange();
        if (exchange instanceof Exchange.Sort sort && StageCutter.asksKeys(sort)) {
            cutSurvey(node, new Survey.Keys(sort.partitions()));
            if (StageCutter.digests(node.parent().partitions(), sort)) {
                cutDigest(node, sort);
            }
        }
        var label = node.header().label();
        var write = new ProgramOutput.ShuffleWrite(shuffled.shuffle(), exchange, label, node.id());
        cutStage(new StageKey.Exchange(node.id(), shuffled.shuffle()), label, node.parent(), write);
    }

    private void cutSurvey(Lineage node, Survey survey) {
        cutSurvey(node, node.parent(), survey);
    }

    /// @param asked the node whose elements are looked at
    private void cutSurvey(Lineage node, Lineage asked, Survey survey) {
        var label = node.header().label();
        cutStage(new StageKey.Survey(node.id()), label, asked, new ProgramOutput.TakeSurvey(survey, label));
    }

    private void cutDigest(Lineage node, Exchange.Sort sort) {
        var label = node.header().label();
        var output = new ProgramOutput.TakeSurvey(new Survey.Bounds(sort), label);
        var key = new StageKey.Digest(node.id());
        parts.add(new StagePlan(key, label, node.parent(), persisted, output, false, Optional.empty()));
    }

    private void cutStage(StageKey key, Label label, Lineage root, ProgramOutput output) {
        parts.add(new StagePlan(key, label, root, persisted, output, barriers.precede(root), resources.of(root)));
    }
}
