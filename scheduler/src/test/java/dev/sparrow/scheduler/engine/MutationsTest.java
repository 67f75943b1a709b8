/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.scheduler.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.Peek;
import dev.sparrow.config.Keys;
import dev.sparrow.scheduler.plan.FaultyEngine;
import dev.sparrow.scheduler.plan.Mutation;
import dev.sparrow.scheduler.plan.Mutations;
import dev.sparrow.testing.RandomPipeline;
import dev.sparrow.testing.RandomPipelinesContract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The random pipelines notice every fault that is planted into the operators; otherwise they would prove little.
///
/// Where each is noticed is kept beside the test and tried first; what is not noticed there is looked for in all seeds.
/// `-Dgolden=write` writes where each is noticed now.
class MutationsTest {
    private static final int SEEDS_MAX = 1_000;
    private static final Path SEEDS = Path.of("src/test/resources/dev/sparrow/scheduler/engine/mutations.txt");

    @TempDir Path folder;

    @Test
    void everyPlantedFault_isNoticedByTheRandomPipelines() throws Exception {
        var mutations = Mutations.all();
        assertThat(mutations).extracting(Mutation::name).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(64);
        var surviving = new ArrayList<>(mutations);
        var noticedAt = new LinkedHashMap<String, Long>();
        var engine = new FaultyEngine();
        var conf = RandomPipelinesContract.settings().setMaster(TestMaster.or("local[1]")).set(Keys.PROGRESS, "off");
        try (var sc = Peek.context(conf, engine)) {
            for (var known : known().entrySet()) {
                var seed = known.getKey();
                var tried = surviving.stream().filter(each -> known.getValue().contains(each.name())).toList();
                var noticed = noticed(engine, RandomPipeline.generate(sc, seed, folder), tried);
                surviving.removeAll(noticed);
                noticed.forEach(mutation -> noticedAt.put(mutation.name(), seed));
            }
            for (var seed = 1L; seed <= SEEDS_MAX && !surviving.isEmpty(); seed++) {
                var noticed = noticed(engine, RandomPipeline.generate(sc, seed, folder), surviving);
                surviving.removeAll(noticed);
                for (var mutation : noticed) {
                    noticedAt.put(mutation.name(), seed);
                }
            }
        }
        if ("write".equals(System.getProperty("golden"))) {
            var lines = noticedAt.entrySet().stream().map(noticed -> noticed.getValue() + " " + noticed.getKey());
            Files.write(SEEDS, lines.toList());
        }
        noticedAt.forEach((name, seed) -> System.out.println("seed " + seed + ": " + name));
        assertThat(surviving).extracting(Mutation::name).as("faults that nobody noticed").isEmpty();
    }

    /// The names of the faults that are noticed at each seed.
    private static Map<Long, Set<String>> known() throws IOException {
        var known = new TreeMap<Long, Set<String>>();
        if (Files.exists(SEEDS)) {
            for (var line : Files.readAllLines(SEEDS)) {
                var seed = line.substring(0, line.indexOf(' '));
                known.computeIfAbsent(Long.valueOf(seed), _ -> new HashSet<>()).add(line.substring(seed.length() + 1));
            }
        }
        return known;
    }

    private static List<Mutation> noticed(FaultyEngine engine, RandomPipeline pipeline, List<Mutation> surviving) {
        engine.plant(new Mutation.None("no fault"));
        pipeline.check();
        var concerned = surviving.stream().filter(engine::isConcernedBy).toList();
        return concerned.stream().filter(mutation -> isNoticed(engine, pipeline, mutation)).toList();
    }

    private static boolean isNoticed(FaultyEngine engine, RandomPipeline pipeline, Mutation mutation) {
        engine.plant(mutation);
        try {
            pipeline.check();
            return false;
        } catch (AssertionError noticed) {
            return true;
        }
    }
}
