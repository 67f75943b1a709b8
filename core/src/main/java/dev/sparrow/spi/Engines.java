/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.spi;

import dev.sparrow.error.ErrorCode;
import dev.sparrow.error.SparrowException;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the engine for a master on the class path.
public final class Engines {
    private Engines() {}

    /// Engines of this project: which masters are theirs, and where they are found.
    private enum Known {
        LOCAL("local", "local[n]", "dev.sparrow:sparrow-scheduler"),
        CLUSTER("sparrow:", "sparrow://host:port", "dev.sparrow:sparrow-cluster"),
        SPARK("spark:", "spark://host:port or spark:master", "dev.sparrow:sparrow-spark");

        private final String prefix;
        private final String form;
        private final String artifact;

        Known(String prefix, String form, String artifact) {
            this.prefix = prefix;
            this.form = form;
            this.artifact = artifact;
        }

        private boolean isMissing(List<EngineProvider> engines) {
            return engines.stream().flatMap(engine -> engine.forms().stream()).noneMatch(one -> one.startsWith(prefix));
        }
    }

    public static List<EngineProvider> onClassPath() {
        return ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /// The forms of masters for which `engines` run jobs.
    public static List<String> forms(List<EngineProvider> engines) {
        return engines.stream().flatMap(engine -> engine.forms().stream()).toList();
    }

    /// The only one of `engines` that runs jobs for `master`.
    ///
    /// @throws SparrowException [ErrorCode#INVALID_CONFIGURATION] if the master makes no sense, [ErrorCode#NO_ENGINE]
    ///   if no engine or more than one takes it
    public static EngineProvider of(List<EngineProvider> engines, String master) {
        var asked = master.strip();
        var takers = engines.stream().filter(engine -> engine.accepts(asked)).toList();
        return switch (takers.size()) {
            case 0 -> throw unknown(engines, asked);
            case 1 -> takers.getFirst();
            default -> {
                var names = takers.stream().map(taker -> taker.getClass().getName()).toList();
                throw new SparrowException(
                        ErrorCode.NO_ENGINE,
                        "Several engines on the class path run master " + asked + ": " + names + ". Leave one.");
            }
        };
    }

    private static SparrowException unknown(List<EngineProvider> engines, String master) {
        var missing = Stream.of(Known.values()).filter(known -> known.isMissing(engines)).toList();
        var wanted = missing.stream().filter(known -> master.startsWith(known.prefix)).findFirst();
        return wanted.isPresent()
                ? new SparrowException(
                        ErrorCode.NO_ENGINE,
                        "No engine on the class path runs master "
                                + master
                                + ". Add the artifact "
                                + wanted.get().artifact
                                + ".")
                : new SparrowException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "Master '" + master + "' is not understood. " + all(engines, missing));
    }

    private static String all(List<EngineProvider> engines, List<Known> missing) {
        var forms = forms(engines);
        var here = forms.isEmpty() ? "" : "It is one of: " + String.join(", ", forms) + ". ";
        return here
                + missing.stream()
                        .map(known -> "For " + known.form + " add the artifact " + known.artifact + ".")
                        .collect(Collectors.joining(" "));
    }
}
