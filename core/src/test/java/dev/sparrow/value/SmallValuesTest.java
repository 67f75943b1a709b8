/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.sparrow.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sparrow.SparrowConf;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

final class SmallValuesTest {

    @Test
    void tuples_printAsScalasDo_andSwap() {
        assertThat(Tuple2.of("a", 1)).hasToString("(a,1)");
        assertThat(Tuple2.of("a", 1).swap()).isEqualTo(Tuple2.of(1, "a"));
        assertThat(Tuple2.of(null, Tuple3.of(1, 2, null))).hasToString("(null,(1,2,null))");
        assertThat(Tuple4.of(1, 2, 3, 4)).hasToString("(1,2,3,4)");
    }

    @Test
    void callSite_isTheFirstLineOutsideTheApi() {
        var site = Api.captureThroughALambda();

        assertThat(site.file()).isEqualTo("SmallValuesTest.java");
        assertThat(site.line()).isEqualTo(Api.outside().line() - 3);
        assertThat(site).hasToString("SmallValuesTest.java:" + site.line());
    }

    @Test
    void callSite_isUnknownIfAllIsApi() throws InterruptedException {
        var sites = new CallSite[1];
        var thread =
                new Thread(() ->
                        sites[0] = CallSite.capture(Set.<Class<?>>of(SmallValuesTest.class, Thread.class)::contains));
        thread.start();
        thread.join();

        assertThat(sites[0]).isSameAs(CallSite.UNKNOWN);
        assertThat(CallSite.UNKNOWN).hasToString("unknown");
    }

    @Test
    void profiles_areWhatTheirRequestsSay_theLaterOverTheEarlier() {
        var builder = new ResourceProfileBuilder().require(new TaskResourceRequests().cpus(2).resource("gpu", 1));
        var profile = builder.build();
        var other = builder.require(new TaskResourceRequests().resource("fpga", 3).resource("gpu", 2)).build();

        assertThat(profile).hasToString("2 cpus, 1 gpu").isNotEqualTo(other);
        assertThat(other).hasToString("2 cpus, 3 fpga, 2 gpu").isEqualTo(builder.build());
        assertThat(new ResourceProfileBuilder().build().taskCpus()).isEmpty();
        assertThatThrownBy(() -> new TaskResourceRequests().resource("gpu", 0))
                .hasMessage("A task cannot be given 0 of 'gpu': give a name and at least 1.");
    }

    @Test
    void attempts_areOrderedByStagePartitionAndAttempt() {
        var attempts = List.of(attempt(2, 0, 0), attempt(1, 1, 0), attempt(1, 0, 1), attempt(1, 0, 0));

        assertThat(attempts.stream().sorted().map(AttemptId::toString))
                .containsExactly("1.0#0", "1.0#1", "1.1#0", "2.0#0");
        assertThat(new DatasetId(2)).isGreaterThan(new DatasetId(1));
        assertThat(new ShuffleId(3)).hasToString("3");
    }

    private static AttemptId attempt(int stage, int partition, int attempt) {
        return new AttemptId(new StageId(stage), partition, attempt);
    }
}

/// Stands for the API: a top-level class, for nested ones belong to the class around them.
final class Api {
    private Api() {}

    static CallSite captureThroughALambda() {
        Supplier<CallSite> capture = () -> CallSite.capture(Set.<Class<?>>of(Api.class)::contains);
        return capture.get();
    }

    static CallSite outside() {
        return CallSite.capture(Set.<Class<?>>of(Api.class)::contains);
    }

    @Test
    void storageLevels_haveMethodsOfTheirNames() throws ReflectiveOperationException {
        for (var field : StorageLevel.class.getFields()) {
            assertThat(StorageLevel.class.getMethod(field.getName()).invoke(null)).isSameAs(field.get(null));
        }
    }

    @Test
    void settingsOfTheCode_canBeAsked() {
        var conf = new SparrowConf().setMaster("local[3]");
        assertThat(conf.get("sparrow.master")).hasValue("local[3]");
        assertThat(conf.get("sparrow.app.name")).isEmpty();
        assertThat(conf.get("sparrow.app.name", "none")).isEqualTo("none");
        assertThat(conf.contains("sparrow.master")).isTrue();
        assertThat(conf.contains("sparrow.app.name")).isFalse();
    }
}
