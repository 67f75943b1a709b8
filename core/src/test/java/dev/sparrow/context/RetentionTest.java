/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.lineage.Header;
import dev.sparrow.lineage.Lineage;
import dev.sparrow.lineage.Operation;
import dev.sparrow.lineage.SourceData;
import dev.sparrow.lineage.Step;
import dev.sparrow.spi.DatasetStore;
import dev.sparrow.value.CallSite;
import dev.sparrow.value.DatasetId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.List;

@Timeout(60)
class RetentionTest {
    private static final int COLLECTIONS = 30;

    /// A program that replaces its dataset by a later one drops the handle on the first while the second is made, and
    /// what kept the first may be collected at any moment of it.
    @Test
    void holdThatIsCollectedWhileALaterOneIsMade_isMadeAgain() {
        var retention = new Retention(storeOfNothing());
        var id = 0;
        for (var collection = 0; collection < COLLECTIONS; collection++) {
            var node = node(id++, new Operation.Source(new SourceData.LongRange(0, 1, 10, 2)));
            var collected = new WeakReference<>(new Object());
            var collector = Thread.ofPlatform().start(System::gc);
            while (collected.get() != null || collector.isAlive()) {
                node = node(id++, new Operation.Narrow(new Step.Map(x -> x)), node);
                assertThat(retention.hold(node)).isNotNull();
            }
        }
    }

    /// No node of the test leaves data behind, so nobody is to be told that they may go.
    private static DatasetStore storeOfNothing() {
        return (DatasetStore)
                Proxy.newProxyInstance(
                        DatasetStore.class.getClassLoader(),
                        new Class<?>[] {DatasetStore.class},
                        (_, method, _) -> {
                            throw new AssertionError(method + " was called.");
                        });
    }

    private static Lineage node(int id, Operation operation, Lineage... parents) {
        return new Lineage(
                new Header(new DatasetId(id), "map", new CallSite("Test.java", 1)), operation, List.of(parents));
    }
}
