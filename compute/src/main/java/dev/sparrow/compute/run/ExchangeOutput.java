/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.run;

import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.aggregate.Combiner;
import dev.sparrow.compute.aggregate.FirstPairs;
import dev.sparrow.compute.exchange.ColumnPlacement;
import dev.sparrow.compute.exchange.KeyPlacement;
import dev.sparrow.compute.exchange.PartitionWriter;
import dev.sparrow.compute.exchange.Placement;
import dev.sparrow.compute.exchange.RangePlacement;
import dev.sparrow.compute.exchange.RoundRobinPlacement;
import dev.sparrow.compute.loop.PartitionElements;
import dev.sparrow.compute.row.Evaluation;
import dev.sparrow.compute.sort.RangeBounds;
import dev.sparrow.compute.sort.UserOrder;
import dev.sparrow.lineage.Aggregation;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;

/// Sends elements to the partitions of an exchange.
final class ExchangeOutput {
    private final ProgramOutput.ShuffleWrite output;
    private final Label label;
    private final Evaluation evaluation;
    private final TaskEnvironment environment;

    ExchangeOutput(ProgramOutput.ShuffleWrite output, Evaluation evaluation) {
        this.output = output;
        this.label = output.label();
        this.evaluation = evaluation;
        this.environment = evaluation.environment();
    }

    /// Returns what the sink's commit returns.
    Object write(PartitionElements elements, int partition) {
        try (var sink = environment.openShuffle(output.shuffle(), output.exchange().partitions())) {
            var writer = new PartitionWriter(placement(partition), sink, environment.counters());
            if (output.exchange() instanceof Exchange.Combine(_, var aggregation) && aggregation.mapSide()) {
                writeCombined(elements, aggregation, writer);
            } else {
                elements.into(writer);
            }
            evaluation.checkComplete();
            return sink.commit();
        }
    }

    private Placement placement(int partition) {
        return switch (output.exchange()) {
            case Exchange.Partition(var by) -> new KeyPlacement(by, label);
            case Exchange.Combine(var by, _) -> new KeyPlacement(by, label);
            case Exchange.Rebalance(var partitions) -> new RoundRobinPlacement(partition, partitions);
            case Exchange.Sort sort -> ranges(sort);
            case Exchange.Columns columns -> new ColumnPlacement(columns);
        };
    }

    private Placement ranges(Exchange.Sort exchange) {
        var order = new UserOrder(exchange.order(), label, environment);
        var bounds =
                exchange.partitions() == 1
                        ? RangeBounds.NONE
                        : RangeBounds.of(environment.survey(output.dataset()), exchange.partitions(), order);
        return new RangePlacement(bounds, order, label);
    }

    private void writeCombined(PartitionElements elements, Aggregation aggregation, PartitionWriter writer) {
        if (aggregation instanceof Aggregation.First) {
            elements.into(new FirstPairs(writer, label, environment));
            return;
        }
        var combiner = Combiner.ofValues(aggregation, label, environment);
        elements.into(combiner);
        environment.checkCancelled();
        var combined = combiner.windows();
        for (var window = combined.next(); window != null; window = combined.next()) {
            environment.checkCancelled();
            writer.accept(window);
        }
    }
}
