/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.compute.Op;
import dev.sparrow.lineage.Label;
import dev.sparrow.lineage.Step;
import dev.sparrow.value.DatasetId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ClassDumpTest {
    @TempDir private Path folder;

    @AfterEach
    void end() {
        ClassDump.end();
    }

    private static void compile() {
        var label = new Label("map", "Test.java:1");
        var calls =
                List.of(
                        new Op.StepCall(new Step.Map(value -> (long) value + 1), label, new DatasetId(1)),
                        new Op.StepCall(new Step.Filter(value -> (long) value > 1), label, new DatasetId(2)));
        var loop = Pipeline.of(calls, () -> {}).over(new Pipeline.Range()).count().orElseThrow();
        loop.run(0, 1, 10);
        assertThat(loop.count()).isEqualTo(9);
    }

    @Test
    void classes_areWrittenAsTheyAreCompiled() throws IOException {
        ClassDump.into(folder.resolve("classes"));
        compile();

        try (var files = Files.list(folder.resolve("classes"))) {
            var file = files.toList().getFirst();
            assertThat(file.getFileName().toString()).matches("Loop_range_map_filter_count-[0-9]+[.]class");
            var model = ClassFile.of().parse(file);
            assertThat(model.superclass().orElseThrow().asInternalName())
                    .isEqualTo("dev/sparrow/compute/pipeline/Loop");
            var run =
                    model.methods().stream()
                            .filter(method -> method.methodName().equalsString("run"))
                            .findFirst()
                            .orElseThrow();
            assertThat(run.code().orElseThrow().elementStream())
                    .filteredOn(element ->
                            element instanceof InvokeInstruction call && call.name().equalsString("invokeExact"))
                    .hasSize(2);
        }
    }

    @Test
    void folderThatCannotBeMade_isRefused() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> ClassDump.into(file))
                .hasMessageContaining("Cannot write compiled classes into")
                .hasMessageContaining("sparrow.compute.dump.classes");
    }

    @Test
    void methodsTooLargeForTheJit_areNotDefined() {
        for (var nops : List.of(100, 10_000)) {
            var type = ConstantDescs.MTD_void;
            var code =
                    ClassCode.write(
                            "Large",
                            ClassDesc.of(Compiled.class.getName()),
                            "run",
                            type,
                            body -> {
                                for (var i = 0; i < nops; i++) {
                                    body.nop();
                                }
                                body.return_();
                                return List.of();
                            });
            assertThat(code.define().isPresent()).isEqualTo(nops == 100);
        }
    }
}
