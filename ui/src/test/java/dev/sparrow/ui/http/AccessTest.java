/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;

class AccessTest {
    private static final Access LOCAL = Access.of("127.0.0.1", 4040, "secret");
    private static final Access OPEN = Access.of("0.0.0.0", 4040, "secret");

    private static int decide(Access access, String method, Map<String, String> headers, Map<String, String> query) {
        return switch (access.decide(method, headers, query)) {
            case Access.Allowed _ -> 200;
            case Access.Refused(var status, _) -> status;
        };
    }

    private static int get(Access access, Map<String, String> headers) {
        return decide(access, "GET", headers, Map.of());
    }

    @Test
    void thisMachine_mayLook() {
        assertThat(get(LOCAL, Map.of("host", "127.0.0.1:4040"))).isEqualTo(200);
        assertThat(get(LOCAL, Map.of("host", "LocalHost:4040", "origin", "http://localhost:4040"))).isEqualTo(200);
        assertThat(get(LOCAL, Map.of("host", "[::1]:4040"))).isEqualTo(200);
    }

    @Test
    void aNameOfOthers_thatLeadsHere_isRefused() {
        assertThat(get(LOCAL, Map.of("host", "evil.example:4040"))).isEqualTo(421);
        assertThat(get(LOCAL, Map.of("host", "127.0.0.1:4041"))).isEqualTo(421);
        assertThat(get(LOCAL, Map.of("host", "127.0.0.1"))).isEqualTo(421);
        assertThat(get(LOCAL, Map.of())).isEqualTo(421);
    }

    @Test
    void pagesOfOthers_areRefused() {
        assertThat(get(LOCAL, Map.of("host", "localhost:4040", "origin", "http://evil.example"))).isEqualTo(403);
        assertThat(get(LOCAL, Map.of("host", "localhost:4040", "origin", "null"))).isEqualTo(403);
        assertThat(get(LOCAL, Map.of("host", "localhost:4040", "origin", "https://localhost:4040"))).isEqualTo(403);
    }

    @Test
    void aChange_needsTheToken_evenFromHere() {
        var headers = new LinkedHashMap<>(Map.of("host", "localhost:4040"));
        assertThat(decide(LOCAL, "POST", headers, Map.of())).isEqualTo(403);
        assertThat(decide(LOCAL, "POST", headers, Map.of("token", "secret"))).isEqualTo(403);
        headers.put(Access.HEADER, "secre");
        assertThat(decide(LOCAL, "POST", headers, Map.of())).isEqualTo(403);
        headers.put(Access.HEADER, "secret");
        assertThat(decide(LOCAL, "POST", headers, Map.of())).isEqualTo(200);
        assertThat(decide(LOCAL, "DELETE", headers, Map.of())).isEqualTo(405);
    }

    @Test
    void whereOthersMayAsk_everythingNeedsTheToken() {
        var host = Map.of("host", "machine:4040");
        assertThat(get(OPEN, host)).isEqualTo(401);
        assertThat(decide(OPEN, "GET", host, Map.of("token", "wrong"))).isEqualTo(401);
        assertThat(decide(OPEN, "GET", host, Map.of("token", "secret"))).isEqualTo(200);
        assertThat(get(OPEN, Map.of("host", "machine:4040", "cookie", "a=b; sparrow-token=secret"))).isEqualTo(200);
        assertThat(get(OPEN, Map.of("host", "machine:4040", "cookie", "sparrow-token=secret2"))).isEqualTo(401);
        assertThat(decide(OPEN, "POST", Map.of("host", "m:4040", "cookie", "sparrow-token=secret"), Map.of()))
                .as("a cookie alone is what pages of others can have sent")
                .isEqualTo(403);
    }
}
