/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.reference;

import dev.sparrow.lineage.Action;

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
            case Action.SaveCheckpoint _ -> throw new UnsupportedOperationException("only engines write checkpoints");
            case Action.SaveText save -> saveText(Path.of(save.folder()), "part-" + partition, elements);
        };
    }

    private static List<Object> first(int limit, List<Object> elements) {
        return elements.subList(0, Math.min(limit, elements.size()));
    }

    private static String saveText(Path folder, String name, List<Object> elements) throws IOException {
        var text = new StringBuilder();
        elements.forEach(element -> text.append(element).append('\n'));
        Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE_NEW);
        return name;
    }
}
