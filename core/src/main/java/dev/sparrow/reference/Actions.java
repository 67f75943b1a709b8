/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.error.ErrorValues;
import dev.sparrow.file.CompressionCodecs;
import dev.sparrow.format.ElementSink;
import dev.sparrow.format.UnwritableValue;
import dev.sparrow.lineage.Action;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The partial result of each [Action].
final class Actions {
    private Actions() {}

    static Object run(Action action, int partition, List<Object> elements) throws Exception {
        return switch (action) {
            case Action.Collect _ -> elements;
            case Action.Count _ -> (long) elements.size();
            case Action.Reduce reduce ->
                    elements.isEmpty()
                            ? List.of()
                            : Collections.singletonList(Aggregations.reduce(reduce.function(), elements));
            case Action.Fold fold -> Aggregations.fold(Copies.of(fold.zero()), fold.sequence(), elements);
            case Action.Take take -> first(take.limit(), elements);
            case Action.TakeOrdered takeOrdered -> {
                var sorted = new ArrayList<>(elements);
                sorted.sort(takeOrdered.order());
                yield first(takeOrdered.limit(), sorted);
            }
            case Action.Foreach foreach -> {
                for (var element : elements) {
                    foreach.function().call(element);
                }
                yield null;
            }
            case Action.EachPartition each -> each.function().call(Collections.unmodifiableList(elements).iterator());
            case Action.Save save -> save(save.sink(), Path.of(save.folder()), "part-" + partition, elements);
            case Action.SaveCheckpoint _ -> throw new UnsupportedOperationException("only engines write checkpoints");
        };
    }

    private static List<Object> first(int limit, List<Object> elements) {
        return elements.subList(0, Math.min(limit, elements.size()));
    }

    private static String save(ElementSink<Object> sink, Path folder, String name, List<Object> elements)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = CompressionCodecs.of(sink.compression()).compress(bytes);
                var writer = sink.open(packed)) {
            for (var element : elements) {
                writer.write(element);
            }
        } catch (UnwritableValue e) {
            throw e.error(ErrorValues.SHOWN);
        }
        Files.write(folder.resolve(name), bytes.toByteArray(), StandardOpenOption.CREATE_NEW);
        return name;
    }
}
