/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.TreeScanner;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A new constant of an enum must be a compile error wherever it matters.
class SwitchTest {

    /// Java checks switch expressions, and statements with patterns. A statement whose labels are all constants just
    /// does nothing for a constant that it does not name.
    @Test
    void noSwitchStatement_isLeftUncheckedByTheCompiler() throws IOException {
        var unchecked = new ArrayList<String>();
        for (var source : Sources.main()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitSwitch(SwitchTree statement, Void nothing) {
                    if (isUnchecked(statement.getCases())) {
                        unchecked.add(source + ":" + source.firstLine(statement));
                    }
                    return super.visitSwitch(statement, null);
                }
            }.scan(source.unit(), null);
        }
        assertThat(unchecked)
                .as("switch statements over constants: make them expressions, or methods of the constants")
                .isEmpty();
    }

    private static boolean isUnchecked(List<? extends CaseTree> cases) {
        return cases.stream()
                .flatMap(one -> one.getLabels().stream())
                .allMatch(label -> label instanceof ConstantCaseLabelTree constant && !isNull(constant));
    }

    private static boolean isNull(ConstantCaseLabelTree label) {
        return label.getConstantExpression().toString().equals("null");
    }
}
