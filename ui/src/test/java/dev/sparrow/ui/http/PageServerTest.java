/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.event.JobDescription;
import dev.sparrow.ui.page.SourceFinder;
import dev.sparrow.ui.page.Views;
import dev.sparrow.ui.state.RunFacts;
import dev.sparrow.value.JobId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

@Timeout(120)
class PageServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final RunFacts FACTS = new RunFacts("r1", "app", "local[2]", "1", START, 2, List.of());

    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final WatchedRun run =
            new WatchedRun(
                    FACTS,
                    (job, reason) -> job.value() == 0 && cancelled.add(job + " " + reason),
                    Clock.fixed(START.plusSeconds(9), ZoneOffset.UTC));
    private final HttpClient client = HttpClient.newHttpClient();
    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        var routes = new Routes(Runs.only(run), new Views(new SourceFinder(Optional.empty())), "secret");
        server = PageServer.start("127.0.0.1", 0, "secret", routes);
        run.onEvent(
                new At(START, new Event.JobStarted(new JobId(0), "count at A.java:1", JobDescription.NONE, List.of())));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    @Test
    void everyAnswer_hasAStrictPolicy() throws Exception {
        for (var path :
                List.of(
                        "",
                        "page.css",
                        "page.js",
                        "view/jobs",
                        "advice",
                        "metrics",
                        "api/v1/applications",
                        "nowhere")) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith(
                            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void views_areThoseOfTheMomentThatIsAskedFor() throws Exception {
        run.onEvent(new At(START.plusSeconds(2), new Event.JobFinished(new JobId(0), Duration.ofSeconds(2), "")));
        assertThat(get("view/jobs").body()).contains("1 job, 0 running");
        assertThat(get("view/jobs?at=1000000").body()).contains("1 job, 1 running", "1.00 s after the start");
        assertThat(get("view/jobs").headers().firstValue("sparrow-last")).hasValue("2000000");
        assertThat(get("view/job/7").statusCode()).isEqualTo(404);
    }

    @Test
    void aJob_isCancelledByPostWithTheToken_andByNothingElse() throws Exception {
        assertThat(get("job/0/cancel").statusCode()).isEqualTo(404);
        var post = request("job/0/cancel").POST(HttpRequest.BodyPublishers.noBody());
        assertThat(send(post.build()).statusCode()).isEqualTo(403);
        assertThat(
                        send(post.copy()
                                        .header("Origin", "http://evil.example")
                                        .header("sparrow-token", "secret")
                                        .build())
                                .statusCode())
                .isEqualTo(403);
        assertThat(cancelled).isEmpty();
        assertThat(send(post.copy().header("sparrow-token", "secret").build()).statusCode()).isEqualTo(200);
        assertThat(cancelled).containsExactly("0 it was cancelled on the page");
        var other = request("job/1/cancel").POST(HttpRequest.BodyPublishers.noBody()).header("sparrow-token", "secret");
        assertThat(send(other.build()).statusCode()).isEqualTo(409);
    }

    @Test
    void whoeverLooks_hearsOfChanges_andOfTheEnd() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        var first = new CountDownLatch(1);
        var all =
                client.sendAsync(request("changes").build(), HttpResponse.BodyHandlers.ofLines())
                        .thenAccept(answer ->
                                answer.body()
                                        .forEach(line -> {
                                            heard.add(line);
                                            first.countDown();
                                        }));
        first.await();
        run.onEvent(new At(START.plusSeconds(1), new Event.Warning("w")));
        run.close();
        all.get();
        assertThat(heard).contains("event: change", "event: over");
    }

    @Test
    void events_areToldAsLinesOfALog() throws Exception {
        var heard = new ArrayList<String>();
        var first = new CountDownLatch(1);
        var all =
                client.sendAsync(request("events").build(), HttpResponse.BodyHandlers.ofLines())
                        .thenAccept(answer ->
                                answer.body()
                                        .forEach(line -> {
                                            heard.add(line);
                                            first.countDown();
                                        }));
        first.await();
        run.onEvent(new At(START.plusSeconds(1), new Event.Warning("look out")));
        run.close();
        all.get();
        assertThat(heard)
                .contains(
                        "data: {\"warning\":{\"at\":1000000,\"text\":\"look out\"}}",
                        "data: {\"end\":{\"at\":9000000}}");
    }

    @Test
    void metrics_areWhatOpenMetricsReaders_understand() throws Exception {
        var text = get("metrics").body();
        assertThat(text)
                .endsWith("# EOF\n")
                .contains("sparrow_jobs_running 1\n", "sparrow_tasks_total{result=\"done\"} 0\n");
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("[a-z_]+(\\{([a-z]+=\"([^\"\\\\]|\\\\.)*\",?)*\\})? -?[0-9.E+-]+"));
        var families =
                text.lines()
                        .filter(line -> line.startsWith("# TYPE "))
                        .map(line -> line.replaceAll("# TYPE (\\S+) .*", "$1"))
                        .toList();
        assertThat(families).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    @Test
    void theNextFreePort_isTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var routes = new Routes(Runs.only(run), new Views(new SourceFinder(Optional.empty())), "t");
            try (var other = PageServer.start("127.0.0.1", taken.getLocalPort(), "t", routes)) {
                assertThat(URI.create(other.address()).getPort()).isGreaterThan(taken.getLocalPort());
            }
        }
    }

    @Test
    void onAnotherHost_theAddressHasAToken_whichBecomesACookie() throws Exception {
        var routes = new Routes(Runs.only(run), new Views(new SourceFinder(Optional.empty())), "t0");
        try (var open = PageServer.start("127.0.0.2", 0, "t0", routes)) {
            var address = URI.create(open.address());
            assertThat(address.getQuery()).isEqualTo("token=t0");
            var plain = URI.create("http://127.0.0.2:" + address.getPort() + "/");
            assertThat(send(HttpRequest.newBuilder(plain).build()).statusCode()).isEqualTo(401);
            var told = send(HttpRequest.newBuilder(address).build());
            assertThat(told.statusCode()).isEqualTo(303);
            assertThat(told.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("sparrow-token=t0; HttpOnly; SameSite=Strict");
            assertThat(send(HttpRequest.newBuilder(plain).header("Cookie", "sparrow-token=t0").build()).statusCode())
                    .isEqualTo(200);
        }
    }
}
