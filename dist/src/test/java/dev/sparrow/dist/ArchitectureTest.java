/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import dev.sparrow.examples.NosyExample;
import dev.sparrow.scheduler.driver.BlockingActor;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// The architecture, as far as a machine can hold it. What may import what is in [ImportTable].
class ArchitectureTest {
    private static final Map<Class<?>, Set<String>> BLOCKING =
            Map.of(
                    Thread.class, Set.of("sleep", "join"),
                    Object.class, Set.of("wait"),
                    Future.class, Set.of("get"),
                    CompletableFuture.class, Set.of("get", "join"),
                    CountDownLatch.class, Set.of("await"),
                    Semaphore.class, Set.of("acquire"),
                    BlockingQueue.class, Set.of("take", "put"));

    private static final ImportOption NOT_OF_TESTS = location -> !location.contains("/test-classes/");

    private static JavaClasses sparrow;

    @BeforeAll
    static void readClasses() {
        sparrow = new ClassFileImporter().withImportOption(NOT_OF_TESTS).importPackages("dev.sparrow");
    }

    @Test
    void packages_haveNoCycles() {
        var eachPackage =
                new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                };
        slices().assignedFrom(eachPackage).should().beFreeOfCycles().allowEmptyShould(true).check(sparrow);
    }

    @Test
    void everyPackage_isInTheImportTable() {
        var packages = ImportTable.parts().stream().flatMap(part -> part.packages().stream()).toArray(String[]::new);
        classes().should().resideInAnyPackage(packages).check(sparrow);
    }

    @ParameterizedTest
    @MethodSource("dev.sparrow.dist.ImportTable#parts")
    void imports_followTheTable(ImportTable.Part part) {
        followsTheTable(part).check(sparrow);
    }

    @Test
    void imports_areThoseOfTheFile() throws IOException {
        var imports = ImportFile.of(sparrow);
        if (System.getProperty("imports", "").equals("write")) {
            ImportFile.write(imports);
        }
        assertThat(ImportFile.differences(imports))
                .as("If this is meant, mvn verify -Dimports=write writes %s", ImportFile.PATH)
                .isEmpty();
    }

    @Test
    void actors_neverBlock() {
        actorsNeverBlock().check(sparrow);
    }

    @Test
    void actors_touchNoFileSocketOrDatabase() {
        actorsDoNoInput().check(sparrow);
    }

    @Test
    void theseRules_biteOnClassesThatBreakThem() {
        var bad = new ClassFileImporter().importClasses(BlockingActor.class, NosyExample.class);
        for (var rule : List.of(followsTheTable(ImportTable.EXAMPLES), actorsNeverBlock(), actorsDoNoInput())) {
            assertThat(rule.evaluate(bad).hasViolation()).as(rule.getDescription()).isTrue();
        }
    }

    private static ArchRule followsTheTable(ImportTable.Part part) {
        return classes()
                .that()
                .resideInAnyPackage(part.packages().toArray(String[]::new))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(part.allowed())
                .allowEmptyShould(true);
    }

    private static ArchRule actorsNeverBlock() {
        DescribedPredicate<JavaAccess<?>> blocking =
                describe(
                        "blocks",
                        access ->
                                BLOCKING.entrySet().stream()
                                        .anyMatch(entry ->
                                                access.getTargetOwner().isAssignableTo(entry.getKey())
                                                        && entry.getValue().contains(access.getTarget().getName())));
        return noClasses()
                .that()
                .haveSimpleNameEndingWith("Actor")
                .should()
                .accessTargetWhere(blocking)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("scala.concurrent.Await")
                .allowEmptyShould(true);
    }

    private static ArchRule actorsDoNoInput() {
        DescribedPredicate<JavaClass> outside =
                describe(
                        "files, sockets or databases",
                        type -> {
                            var name = type.getFullName();
                            return name.startsWith("java.io.File")
                                    || name.equals("java.io.RandomAccessFile")
                                    || name.equals("java.nio.file.Files")
                                    || name.startsWith("java.nio.channels.")
                                    || name.startsWith("java.net.Socket")
                                    || name.startsWith("java.net.http.")
                                    || name.startsWith("java.sql.")
                                    || name.startsWith("javax.sql.");
                        });
        return noClasses()
                .that()
                .haveSimpleNameEndingWith("Actor")
                .should()
                .dependOnClassesThat(outside)
                .allowEmptyShould(true);
    }
}
