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
import dev.sparrow.scheduler.plan.Draft.StageKey;
import dev.sparrow.spi.JobRequest;
import dev.sparrow.value.DatasetId;
import dev.sparrow.value.ResourceProfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds where the lineage of a job is cut: into a stage for each exchange and each survey, and one for the action, and
/// at persisted datasets. Pure.
final class Planner {
    private final JobRequest request;
    private final List<Lineage> nodes;
    private final BarrierSteps barriers;
    private final StageResources resources;
    private final List<Cut> cuts = new ArrayList<>();

    private Planner(JobRequest request) {
        this.request = request;
        this.nodes = LineageWalk.parentsFirst(request.target());
        this.barriers = BarrierSteps.in(request, nodes);
        this.resources = StageResources.in(request, nodes);
    }

    /// Where lineage is to be cut; [StageCutter] does it, for what is new.
    sealed interface Cut {

        /// A stage.
        record Stage(
                StageKey key,
                Label label,
                Lineage root,
                ProgramOutput output,
                boolean barrier,
                Optional<ResourceProfile> resources)
                implements Cut {
            Draft draft(Set<DatasetId> persisted) {
                return new Draft(key, label, root.partitions(), piece(persisted), output, barrier, resources);
            }

            private Piece piece(Set<DatasetId> persisted) {
                var piece = StageCutter.cut(root, persisted);
                if (output instanceof ProgramOutput.ShuffleWrite write && StageCutter.asksKeys(write.exchange())) {
                    var parents = new ArrayList<>(piece.parents());
                    parents.add(new StageKey.Survey(write.dataset()));
                    return new Piece(piece.ops(), parents, piece.caches(), piece.slices());
                }
                return piece;
            }
        }

        /// A persisted dataset. Its partitions are made by the tasks that read it, in whatever stage.
        record Cache(Lineage node, boolean barrier) implements Cut {
            Piece piece(Set<DatasetId> persisted) {
                return StageCutter.cutBehind(node, persisted);
            }
        }
    }

    /// The stages of a job and the persisted datasets that it reads, parents first, the action's stage last.
    static List<Cut> plan(JobRequest request, Set<DatasetId> persisted) {
        return new Planner(request).plan(persisted);
    }

    private List<Cut> plan(Set<DatasetId> persisted) {
        for (var node : nodes) {
            if (node.operation() instanceof Operation.Shuffled shuffled) {
                cutExchange(node, shuffled);
            } else if (StageCutter.asksCounts(node)) {
                cutSurvey(node, new Survey.Counts());
            }
            if (persisted.contains(node.id())) {
                cuts.add(new Cut.Cache(node, barriers.precede(node)));
            }
        }
        var result = new ProgramOutput.Result(request.action(), request.label());
        cutStage(new StageKey.Result(), request.label(), request.target(), result);
        return cuts;
    }

    private void cutExchange(Lineage node, Operation.Shuffled shuffled) {
        Exchange exchange = shuffled.exchange();
        if (StageCutter.asksKeys(exchange)) {
            cutSurvey(node, new Survey.Keys(exchange.partitions()));
        }
        var label = node.header().label();
        var write = new ProgramOutput.ShuffleWrite(shuffled.shuffle(), exchange, label, node.id());
        cutStage(new StageKey.Exchange(node.id(), shuffled.shuffle()), label, node.parent(), write);
    }

    private void cutSurvey(Lineage node, Survey survey) {
        var label = node.header().label();
        cutStage(new StageKey.Survey(node.id()), label, node.parent(), new ProgramOutput.TakeSurvey(survey, label));
    }

    private void cutStage(StageKey key, Label label, Lineage root, ProgramOutput output) {
        cuts.add(new Cut.Stage(key, label, root, output, barriers.precede(root), resources.of(root)));
    }
}
