/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.coordination.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class MembershipTest {
    private static final Member A = Member.of("a");
    private static final Member B = Member.of("b");

    @Test
    void everyChange_raisesTheVersion() {
        var both = Membership.EMPTY.joined(B).joined(A);
        assertThat(both).isEqualTo(new Membership(2, List.of(A, B)));
        assertThat(both.joined(A.weighing(3))).isEqualTo(new Membership(3, List.of(A.weighing(3), B)));
        assertThat(both.left("a")).isEqualTo(new Membership(3, List.of(B)));
    }

    @Test
    void whoIsNotThere_cannotLeave() {
        assertThatThrownBy(() -> Membership.of(List.of(A)).left("b"))
                .hasMessage("Member b cannot leave: membership 1 has no such member.");
    }

    @Test
    void membersHaveDifferentIds() {
        assertThatThrownBy(() -> Membership.of(List.of(A, B, A.weighing(2)))).hasMessage("Member a is listed twice.");
    }

    @Test
    void aRequestOfAnotherVersion_isRefused() {
        var membership = Membership.of(List.of(A, B));
        membership.checkSame(1);
        assertThatThrownBy(() -> membership.checkSame(2))
                .hasMessage(
                        "The request was made by membership 2, but this is 1: whoever has the lower one must read the log.");
    }

    @Test
    void impossibleMembers_areRefused() {
        assertThatThrownBy(() -> Member.of("a b"))
                .hasMessage(
                        "The names of a member must not be empty and not contain blanks or slashes, but they are id 'a b', host 'a b', rack 'a b'.");
        assertThatThrownBy(() -> A.weighing(0))
                .hasMessage("The weight of member a must be between 1 and 1,000, but is 0.");
        assertThatThrownBy(() -> Ring.of(Membership.EMPTY))
                .hasMessage("A ring needs members of weight 1 to 262,144 in all, but those of membership 0 weigh 0.");
        assertThatThrownBy(() -> Rendezvous.of(Membership.EMPTY))
                .hasMessage("Keys cannot be placed: membership 0 has no members.");
        assertThatThrownBy(() -> Jump.bucket(1, 0)).hasMessage("Keys need at least one bucket, but there are 0.");
    }
}
