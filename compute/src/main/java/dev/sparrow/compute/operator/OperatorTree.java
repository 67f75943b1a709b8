/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.compute.operator;

import dev.sparrow.compute.Op;
import dev.sparrow.compute.Program;
import dev.sparrow.compute.ProgramOutput;
import dev.sparrow.config.Compilation;
import dev.sparrow.lineage.Survey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The tree of operators that a program runs as, as text for people: an operator on a line, what it reads below it,
/// indented.
public final class OperatorTree {

    /// More operators are not shown.
    private static final int SHOWN_MAX = 100;

    /// An operator that is to be shown.
    ///
    /// @param taker what takes its elements
    private record Shown(PhysicalOperator operator, String taker, int indent) {}

    private final List<String> lines = new ArrayList<>();
    private final Deque<Shown> open = new ArrayDeque<>();

    private OperatorTree() {}

    /// Of a program, down from its output.
    public static List<String> of(Program program, Compilation compilation) {
        return lines(program.ops(), compilation, taker(program.output()));
    }

    /// Of operations whose elements are taken in windows.
    public static List<String> of(List<Op> ops, Compilation compilation) {
        return lines(ops, compilation, "windows");
    }

    private static List<String> lines(List<Op> ops, Compilation compilation, String taker) {
        var tree = new OperatorTree();
        tree.open.push(new Shown(Lowering.lower(ops, compilation, 0), taker, 0));
        for (var shown = 0; !tree.open.isEmpty() && shown < SHOWN_MAX; shown++) {
            tree.show(tree.open.pop());
        }
        if (!tree.open.isEmpty()) {
            tree.lines.add("…");
        }
        return tree.lines;
    }

    private void show(Shown shown) {
        var operator = shown.operator();
        line(shown.indent(), operator.describe() + (operator.isChain() ? " → " + shown.taker() : ""));
        operator.details().forEach(detail -> line(shown.indent() + 1, "· " + detail));
        var taker = operator.takerOfInputs(shown.taker());
        operator.inputs().reversed().forEach(input -> open.push(new Shown(input, taker, shown.indent() + 1)));
    }

    private void line(int indent, String text) {
        lines.add("  ".repeat(indent) + text);
    }

    private static String taker(ProgramOutput output) {
        return switch (output) {
            case ProgramOutput.ShuffleWrite _ -> "windows";
            case ProgramOutput.TakeSurvey(Survey.Counts _, _) -> "count";
            case ProgramOutput.TakeSurvey(Survey.Keys _, _) -> "sample";
            case ProgramOutput.TakeSurvey(Survey.Bounds _, _) -> "bounds";
            case ProgramOutput.TakeSurvey(Survey.Rows _, _) -> "rows";
            case ProgramOutput.Result _ -> "the action";
        };
    }
}
