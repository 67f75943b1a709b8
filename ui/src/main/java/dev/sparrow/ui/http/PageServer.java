/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The server of the page: the JDK's own, with a virtual thread for each request.
public final class PageServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);

    /// A page hears of changes no more often than this.
    private static final Duration PAUSE = Duration.ofMillis(100);

    /// And of nothing after this, so that a reader that is gone is found.
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static final int PORTS_TRIED_MAX = 100;
    private static final int LAST_PORT = 65_535;

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Cache-Control",
                    "no-store",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Access access;
    private final String host;
    private final Routes routes;
    private volatile boolean closed;

    private PageServer(HttpServer server, String host, String token, Routes routes) {
        this.server = server;
        this.host = host;
        this.access = Access.of(host, server.getAddress().getPort(), token);
        this.routes = routes;
    }

    /// Starts a server.
    ///
    /// @param port if it is taken, the next free one; 0 means any
    /// @param token what changes need, and with a host that is not the loopback address everything
    /// @throws IOException if it cannot listen there
    public static PageServer start(String host, int port, String token, Routes routes) throws IOException {
        var page = new PageServer(bind(host, port), host, token, routes);
        page.server.createContext("/", page::handle);
        page.server.setExecutor(page.threads);
        page.server.start();
        return page;
    }

    private static HttpServer bind(String host, int port) throws IOException {
        for (var i = 0; ; i++) {
            try {
                return HttpServer.create(new InetSocketAddress(host, port == 0 ? 0 : port + i), 0);
            } catch (BindException e) {
                if (port == 0 || i == PORTS_TRIED_MAX || port + i >= LAST_PORT) {
                    throw new IOException("The page cannot listen on " + host + ":" + port + " or the next ports", e);
                }
            }
        }
    }

    /// Where people find the page.
    public String address() {
        var port = server.getAddress().getPort();
        var shown = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + shown + ":" + port + "/" + (access.everything() ? "?token=" + access.token() : "");
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            var headers = new LinkedHashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join("; ", values)));
            var query = query(exchange.getRequestURI().getRawQuery());
            var method = exchange.getRequestMethod();
            switch (access.decide(method, headers, query)) {
                case Access.Refused(var status, var why) -> send(exchange, Answer.problem(status, why));
                case Access.Allowed _ -> answer(exchange, method, query);
            }
        } catch (IOException e) {
            LOG.debug("A reader of the page is gone", e);
        } catch (RuntimeException e) {
            LOG.warn("The page cannot answer {}", exchange.getRequestURI().getPath(), e);
        }
    }

    private void answer(HttpExchange exchange, String method, Map<String, String> query) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(1);
        if (access.everything() && query.containsKey("token") && method.equals("GET")) {
            var cookie = Access.COOKIE + "=" + access.token() + "; HttpOnly; SameSite=Strict; Path=/";
            send(exchange, Answer.to("/" + path).with("Set-Cookie", cookie));
            return;
        }
        var stream = routes.target(path).filter(target -> isStream(target.below()));
        if (stream.isPresent() && method.equals("GET")) {
            stream(exchange, stream.get());
        } else {
            send(exchange, routes.answer(method, path, query));
        }
    }

    private static boolean isStream(String below) {
        return below.equals(Routes.CHANGES) || below.equals(Routes.EVENTS);
    }

    private static Map<String, String> query(String raw) {
        var query = new LinkedHashMap<String, String>();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var equal = pair.indexOf('=');
            if (equal > 0) {
                query.put(decoded(pair.substring(0, equal)), decoded(pair.substring(equal + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        var bytes = answer.bytes();
        var silent = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
        exchange.sendResponseHeaders(answer.status(), silent ? -1 : bytes.length);
        if (!silent) {
            exchange.getResponseBody().write(bytes);
        }
    }

    // ---- Streams ----------------------------------------------------------------------------------------------------

    private void stream(HttpExchange exchange, Routes.Target target) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try {
            if (target.below().equals(Routes.CHANGES)) {
                tellChanges(exchange, target.run());
            } else {
                tellLines(exchange, target.run());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server closes
        }
    }

    private void tellChanges(HttpExchange exchange, ShownRun run) throws IOException, InterruptedException {
        var seen = -1L;
        while (!closed) {
            var now = run.awaitChange(seen, SILENCE);
            tell(exchange, now == seen ? ": still here\n\n" : "event: change\nid: " + now + "\ndata: " + now + "\n\n");
            seen = now;
            if (!run.isLive()) {
                tell(exchange, "event: over\ndata: over\n\n");
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    private void tellLines(HttpExchange exchange, ShownRun run) throws IOException, InterruptedException {
        try (var lines = run.lines()) {
            var number = 0L;
            var seen = -1L;
            while (!closed) {
                // Asked before: all lines of a run that is over are there.
                var isLive = run.isLive();
                for (var line = lines.next(PAUSE); line.isPresent(); line = lines.next(Duration.ZERO)) {
                    tell(exchange, "id: " + number++ + "\ndata: " + line.get() + "\n\n");
                }
                if (!isLive) {
                    return;
                }
                seen = run.awaitChange(seen, SILENCE);
            }
        }
    }

    private static void tell(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
        threads.shutdownNow();
    }
}
