/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.lock;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a client has read and may read again without asking (Burrows 2006, section 2.7): contents, children, and that
/// there is nothing.
///
/// It is as good as a question to the master: a write waits until this has forgotten what it changes, or the lease is
/// over. Only the lock generation in a [Stat] may be older, since to take a lock writes nothing.
final class ClientCache {
    /// So many names are kept; then all are forgotten.
    private static final int NAMES_MAX = 10_000;

    private final LockRules rules;
    private final Map<String, CellAnswer> answers = new HashMap<>();

    /// The name that is being read, unless it was invalidated since the question.
    private String reading;

    ClientCache(LockRules rules) {
        this.rules = rules;
    }

    /// What is known without asking.
    Optional<CellAnswer> answer(LockCall call) {
        return switch (call) {
            case LockCall.Read(var handle) ->
                    Optional.ofNullable(answers.get(handle.name())).filter(answer -> isOf(handle, answer));
            case LockCall.Open open when open.create() == LockCall.Create.NOTHING ->
                    Optional.ofNullable(answers.get(open.name())).filter(CellAnswer.Refused.class::isInstance);
            case LockCall.Open _,
                    LockCall.Close _,
                    LockCall.Refresh _,
                    LockCall.SetContents _,
                    LockCall.SetAcl _,
                    LockCall.Delete _,
                    LockCall.Acquire _,
                    LockCall.Release _,
                    LockCall.Check _,
                    LockCall.EndSession _ ->
                    Optional.empty();
        };
    }

    private static boolean isOf(Handle handle, CellAnswer answer) {
        return switch (answer) {
            case CellAnswer.Content(_, var stat) -> stat.instance() == handle.instance();
            case CellAnswer.Children(_, var stat) -> stat.instance() == handle.instance();
            case CellAnswer.Session _,
                    CellAnswer.Master _,
                    CellAnswer.Opened _,
                    CellAnswer.Closed _,
                    CellAnswer.Done _,
                    CellAnswer.Locked _,
                    CellAnswer.Checked _,
                    CellAnswer.Refused _ ->
                    false;
        };
    }

    private static String name(LockCall call) {
        return switch (call) {
            case LockCall.Read(var handle) -> handle.name();
            case LockCall.Open open -> open.name();
            case LockCall.SetContents write -> write.handle().name();
            case LockCall.SetAcl(var handle, _) -> handle.name();
            case LockCall.Delete(var handle) -> handle.name();
            case LockCall.Close _,
                    LockCall.Refresh _,
                    LockCall.Acquire _,
                    LockCall.Release _,
                    LockCall.Check _,
                    LockCall.EndSession _ ->
                    null;
        };
    }

    /// A question leaves.
    void begin(LockCall call) {
        reading = name(call);
    }

    /// Its answer has come.
    void end(LockCall call, CellAnswer answer, boolean cacheable) {
        var name = name(call);
        if (cacheable && name != null && (name.equals(reading) || rules.cachesInvalidated())) {
            if (answers.size() >= NAMES_MAX) {
                answers.clear();
            }
            answers.put(name, answer);
        }
        reading = null;
    }

    void invalidated(String name) {
        if (name.equals(reading)) {
            reading = null;
        }
        if (rules.forgetsInvalidated()) {
            answers.remove(name);
        }
    }

    void clear() {
        reading = null;
        answers.clear();
    }
}
