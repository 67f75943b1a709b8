/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.row;

import dev.sparrow.compute.Output;
import dev.sparrow.compute.ShuffleSink;
import dev.sparrow.compute.TaskEnvironment;
import dev.sparrow.compute.UserCode;
import dev.sparrow.compute.UserFailure;
import dev.sparrow.lineage.Exchange;
import dev.sparrow.lineage.Label;
import dev.sparrow.value.Partitioner;
import dev.sparrow.value.Tuple2;

/// Sends elements to the partitions of an exchange.
final class ShuffleWriter {
    private final Output.ShuffleWrite output;
    private final Label label;
    private final Evaluation evaluation;
    private final TaskEnvironment environment;
    private final int partitions;

    ShuffleWriter(Output.ShuffleWrite output, Evaluation evaluation) {
        this.output = output;
        this.label = output.label();
        this.evaluation = evaluation;
        this.environment = evaluation.environment();
        this.partitions = output.exchange().partitions();
    }

    /// Returns what the sink's commit returns.
    Object write(Elements elements, int partition) {
        try (var sink = environment.openShuffle(output.shuffle(), partitions)) {
            switch (output.exchange()) {
                case Exchange.Partition exchange -> writeByKey(elements, exchange.by(), sink);
                case Exchange.Combine exchange when exchange.aggregation().mapSide() ->
                        writeCombined(elements, exchange, sink);
                case Exchange.Combine exchange -> writeByKey(elements, exchange.by(), sink);
                case Exchange.Rebalance _ -> deal(elements, partition, sink);
                case Exchange.Sort exchange -> writeByRange(elements, exchange, sink);
            }
            evaluation.checkComplete();
            return sink.commit();
        }
    }

    private void writeByKey(Elements elements, Partitioner by, ShuffleSink sink) {
        elements.into(element -> {
            var pair = UserCode.pair(element, label);
            put(sink, partition(by, pair._1()), pair);
            return true;
        });
    }

    private void writeCombined(Elements elements, Exchange.Combine exchange, ShuffleSink sink) {
        var combiner = Combiner.ofValues(exchange.aggregation(), label);
        elements.into(element -> {
            combine(combiner, UserCode.pair(element, label));
            return true;
        });
        environment.checkCancelled();
        combiner.pairs().forEachRemaining(pair -> put(sink, partition(exchange.by(), pair._1()), pair));
    }

    /// The functions, and the key's `hashCode` and `equals`.
    private void combine(Combiner combiner, Tuple2<?, ?> pair) {
        try {
            combiner.add(pair);
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
    }

    private void deal(Elements elements, int partition, ShuffleSink sink) {
        var target = new int[] {partition % partitions};
        elements.into(element -> {
            put(sink, target[0], element);
            target[0] = target[0] + 1 == partitions ? 0 : target[0] + 1;
            return true;
        });
    }

    private void writeByRange(Elements elements, Exchange.Sort exchange, ShuffleSink sink) {
        var order = new UserOrder(exchange.order(), label, environment);
        var bounds =
                partitions == 1
                        ? RangeBounds.NONE
                        : RangeBounds.of(environment.survey(output.dataset()), partitions, order);
        elements.into(element -> {
            var pair = UserCode.pair(element, label);
            put(sink, bounds.partition(pair._1(), order), pair);
            return true;
        });
    }

    private void put(ShuffleSink sink, int partition, Object element) {
        environment.counters().shuffleRecordsWritten++;
        sink.write(partition, element);
    }

    private int partition(Partitioner by, Object key) {
        int answer;
        try {
            answer = by.getPartition(key);
        } catch (Throwable e) {
            throw UserFailure.of(label, e);
        }
        if (answer < 0 || answer >= partitions) {
            throw UserCode.wrong(
                    label,
                    "cannot place key "
                            + UserCode.show(key)
                            + ": getPartition of "
                            + by.getClass().getTypeName()
                            + " returned "
                            + answer
                            + ", but its partitions are 0 to "
                            + (partitions - 1)
                            + ".");
        }
        return answer;
    }
}
