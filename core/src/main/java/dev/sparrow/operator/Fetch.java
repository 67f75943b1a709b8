/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.operator;

import dev.sparrow.lineage.Action;
import dev.sparrow.lineage.Lineage;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Brings elements to the driver, in partition order.
///
/// What runs several jobs also takes the dataset's handle: as long as that can be reached, later jobs find what earlier
/// ones have left.
public final class Fetch {
    private Fetch() {}

    public static <T> List<T> all(OperatorCall call, Lineage lineage) {
        return PartialResults.concatenate(call.run(lineage, new Action.Collect()));
    }

    static <T> List<T> of(OperatorCall call, Lineage lineage, List<Integer> partitions) {
        return PartialResults.concatenate(call.run(lineage, new Action.Collect(), partitions));
    }

    /// A list for each of `partitions`, which may name one more than once.
    public static <T> List<List<T>> apart(OperatorCall call, Lineage lineage, int[] partitions) {
        for (var partition : partitions) {
            call.require(
                    0 <= partition && partition < lineage.partitions(),
                    "there is no partition " + partition + ", only " + lineage.partitions() + " from 0.");
        }
        var wanted = IntStream.of(partitions).boxed().distinct().toList();
        var found = call.run(lineage, new Action.Collect(), wanted);
        return IntStream.of(partitions)
                .mapToObj(partition -> Erased.<T>list(found.get(wanted.indexOf(partition))))
                .toList();
    }

    /// A job for each partition, when it is reached.
    public static <T> Iterator<T> oneByOne(OperatorCall call, Lineage lineage, Object handle) {
        return IntStream.range(0, lineage.partitions())
                .boxed()
                .flatMap(partition -> held(handle, () -> Fetch.<T>of(call, lineage, List.of(partition))).stream())
                .iterator();
    }

    /// Looks at one partition, then at four times as many again and again, until there are enough elements.
    public static <T> List<T> first(OperatorCall call, Lineage lineage, Object handle, int limit) {
        return held(handle, () -> first(call, lineage, limit));
    }

    private static <T> List<T> first(OperatorCall call, Lineage lineage, int limit) {
        var taken = new ArrayList<T>();
        var next = 0;
        for (var width = 1L; taken.size() < limit && next < lineage.partitions(); width *= 4) {
            var end = (int) Math.min(lineage.partitions(), next + width);
            var action = new Action.Take(limit - taken.size());
            var partitions = IntStream.range(next, end).boxed().toList();
            List<T> found = PartialResults.concatenate(call.run(lineage, action, partitions));
            taken.addAll(found.subList(0, Math.min(found.size(), limit - taken.size())));
            next = end;
        }
        return taken;
    }

    private static <T> List<T> held(Object handle, Supplier<List<T>> jobs) {
        try {
            return jobs.get();
        } finally {
            Reference.reachabilityFence(handle);
        }
    }
}
