/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui;

import dev.sparrow.config.Keys;
import dev.sparrow.config.Settings;
import dev.sparrow.error.ErrorValues;
import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.spi.ObservedRun;
import dev.sparrow.spi.RunObserver;
import dev.sparrow.ui.http.PageServer;
import dev.sparrow.ui.http.Routes;
import dev.sparrow.ui.http.Runs;
import dev.sparrow.ui.http.WatchedRun;
import dev.sparrow.ui.log.RunFolder;
import dev.sparrow.ui.log.RunLog;
import dev.sparrow.ui.page.SourceFinder;
import dev.sparrow.ui.page.Views;
import dev.sparrow.ui.state.RunFacts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Writes the log of a run and serves its page, as its settings say.
public final class UiObserver implements RunObserver {
    private static final Logger LOG = LoggerFactory.getLogger(UiObserver.class);
    private static final int TOKEN_BYTES = 16;

    @Override
    public Watch begin(ObservedRun run) {
        var facts = facts(run);
        var watches = new ArrayList<Watch>();
        log(run.settings(), facts).ifPresent(watches::add);
        if (run.settings().get(Keys.UI)) {
            watches.add(new Page(run, facts));
        }
        return new All(watches);
    }

    /// What the first line of a log says, but for the name of the run.
    static RunFacts facts(ObservedRun run) {
        var settings = new ArrayList<RunFacts.Setting>();
        for (var key : Keys.ALL) {
            var value = run.settings().texts().get(key.name());
            settings.add(new RunFacts.Setting(key.name(), value, run.settings().origin(key).toString()));
        }
        return new RunFacts(
                "run-" + ProcessHandle.current().pid(),
                run.settings().get(Keys.APP_NAME),
                run.settings().get(Keys.MASTER),
                run.version(),
                run.started(),
                run.slots().getAsInt(),
                settings);
    }

    private static Optional<Watch> log(Settings settings, RunFacts facts) {
        var path = settings.logDir();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var folder = new RunFolder(path.get());
        try {
            var shown =
                    settings.get(Keys.LOG_VALUES) == ErrorValues.SHOWN
                            || settings.get(Keys.ERROR_VALUES) == ErrorValues.TYPE;
            var log = RunLog.begin(folder, facts, shown, ProcessHandle.current().pid(), Clock.systemUTC());
            folder.prune(settings.get(Keys.LOG_RUNS_MAX), settings.get(Keys.LOG_BYTES_MAX));
            return Optional.of(log);
        } catch (UncheckedIOException e) {
            LOG.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
            return Optional.empty();
        }
    }

    /// Several watches as one: one that fails keeps nothing from the others.
    private record All(List<Watch> watches) implements Watch {
        @Override
        public void onEvent(Event event) {
            onEvent(new At(Instant.now(), event));
        }

        @Override
        public void onEvent(At event) {
            for (var watch : List.copyOf(watches)) {
                try {
                    watch.onEvent(event);
                } catch (RuntimeException e) {
                    watches.remove(watch);
                    LOG.warn("{}; jobs go on without it", e.getMessage(), e);
                    watch.close();
                }
            }
        }

        @Override
        public void close() {
            watches.forEach(Watch::close);
        }
    }

    /// The page of a run, from its begin to its end.
    private static final class Page implements Watch {
        private final WatchedRun run;
        private final Optional<PageServer> server;

        private Page(ObservedRun observed, RunFacts facts) {
            run = new WatchedRun(facts, observed.control(), Clock.systemUTC());
            server = start(observed.settings(), run);
        }

        private static Optional<PageServer> start(Settings settings, WatchedRun run) {
            var token = token();
            var views = new Views(new SourceFinder(Optional.of(Path.of("").toAbsolutePath())));
            var routes = new Routes(Runs.only(run), views, token);
            try {
                var server = PageServer.start(settings.get(Keys.UI_HOST), settings.get(Keys.UI_PORT), token, routes);
                System.err.println("Page: " + server.address());
                return Optional.of(server);
            } catch (IOException e) {
                LOG.warn("There is no page of this run: {}", String.valueOf(e.getMessage()), e);
                return Optional.empty();
            }
        }

        @Override
        public void onEvent(Event event) {
            run.onEvent(event);
        }

        @Override
        public void onEvent(At event) {
            run.onEvent(event);
        }

        @Override
        public void close() {
            run.close();
            server.ifPresent(PageServer::close);
        }
    }

    /// What nobody can guess.
    public static String token() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
