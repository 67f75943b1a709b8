/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.plan;

import dev.sparrow.compute.Output;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.LineageWalk;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.Survey;
import dev.sparrow.scheduler.plan.Draft.StageKey;
import dev.sparrow.spi.JobRequest;

import java.util.ArrayList;
import java.util.List;

/// Finds where the lineage of a job is cut into stages: one for each exchange and each survey, and one for the action.
/// Pure.
final class Planner {
    private Planner() {}

    /// Where a stage is to be cut; [StageCutter] does it, for those stages that are new.
    record Cut(StageKey key, Label label, Lineage root, Output output) {
        Draft draft() {
            return StageCutter.cut(this);
        }
    }

    /// The stages of a job, parents first, the action's last.
    static List<Cut> plan(JobRequest request) {
        var cuts = exchangesOf(request.target());
        var result = new Output.Result(request.action(), request.label());
        cuts.add(new Cut(new StageKey.Result(), request.label(), request.target(), result));
        return cuts;
    }

    private static List<Cut> exchangesOf(Lineage target) {
        var cuts = new ArrayList<Cut>();
        for (var node : LineageWalk.parentsFirst(target)) {
            if (node.operation() instanceof Operation.Shuffled shuffled) {
                cutExchange(node, shuffled, cuts);
            } else if (StageCutter.asksCounts(node)) {
                cuts.add(survey(node, new Survey.Counts()));
            }
        }
        return cuts;
    }

    private static void cutExchange(Lineage node, Operation.Shuffled shuffled, List<Cut> cuts) {
        Exchange exchange = shuffled.exchange();
        if (StageCutter.asksKeys(exchange)) {
            cuts.add(survey(node, new Survey.Keys(exchange.partitions())));
        }
        var label = node.header().label();
        var write = new Output.ShuffleWrite(shuffled.shuffle(), exchange, label, node.id());
        var key = new StageKey.Exchange(node.id(), shuffled.shuffle());
        cuts.add(new Cut(key, label, node.parent(), write));
    }

    private static Cut survey(Lineage node, Survey survey) {
        var label = node.header().label();
        var output = new Output.TakeSurvey(survey, label);
        return new Cut(new StageKey.Survey(node.id()), label, node.parent(), output);
    }
}
