/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.error.PlainText;
import dev.sparrow.event.At;
import dev.sparrow.event.Event;
import dev.sparrow.ui.http.Hostile;
import dev.sparrow.ui.http.PageServer;
import dev.sparrow.ui.http.Routes;
import dev.sparrow.ui.http.Runs;
import dev.sparrow.ui.http.WatchedRun;
import dev.sparrow.ui.state.Script;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.imageio.ImageIO;

/// The page in a real browser. `-Dgolden=write` writes the pictures of the docs: then look at them.
@Timeout(600)
class BrowserTest {
    private static final Path PICTURES = Path.of("../docs/images/page");
    private static final List<String> VIEWS =
            List.of(
                    "jobs",
                    "advice",
                    "source",
                    "tasks",
                    "storage",
                    "causes",
                    "executors",
                    "settings",
                    "job/0",
                    "job/1",
                    "stage/0",
                    "stage/3");

    /// Those that have every colour and kind of element that there is.
    private static final List<String> IN_DARK = List.of("jobs", "source", "storage", "settings", "job/0", "stage/3");

    private static Browser browser;

    @TempDir private Path folder;
    private final List<PageServer> servers = new ArrayList<>();
    private WatchedRun run;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void stop() {
        browser.open("about:blank");
        servers.forEach(PageServer::close);
    }

    private String serve(Script script) throws IOException {
        Files.writeString(folder.resolve("Delays.java"), ShownRunExample.SOURCE);
        run = new WatchedRun(script.state().facts(), (_, _) -> true, Clock.systemUTC());
        script.events().forEach(run::onEvent);
        var views = new Views(new SourceFinder(Optional.of(folder)));
        var server = PageServer.start("127.0.0.1", 0, "secret", new Routes(Runs.only(run), views, "secret"));
        servers.add(server);
        return server.address();
    }

    private static void look(String address, String view) {
        browser.open("about:blank");
        browser.open(address + "#/" + view);
        browser.await("document.querySelector('main h1')");
    }

    @Test
    void everyView_isAccessible_inLightAndDark_andSaysNothingOnTheConsole() throws IOException {
        var address = serve(ShownRunExample.script());
        browser.size(1_200, 900);
        for (var dark : List.of(false, true)) {
            browser.dark(dark);
            for (var view : dark ? IN_DARK : VIEWS) {
                look(address, view);
                assertThat(browser.violations()).as("%s, %s", view, dark ? "dark" : "light").isEmpty();
            }
        }
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void aNarrowScreen_needsNoScrollingToTheSide() throws IOException {
        var address = serve(ShownRunExample.script());
        browser.dark(false);
        browser.size(400, 900);
        for (var view : VIEWS) {
            look(address, view);
            assertThat(browser.run("return document.documentElement.scrollWidth")).as(view).isEqualTo(400L);
        }
        assertThat(browser.violations()).isEmpty();
    }

    @Test
    void thePictures_areThoseOfTheDocs() throws IOException {
        var address = serve(ShownRunExample.script());
        Files.createDirectories(PICTURES);
        for (var view : List.of("jobs", "job/0", "stage/0", "source", "storage", "causes", "advice")) {
            compare(address, view, "light", 1_200, false);
        }
        compare(address, "job/0", "dark", 1_200, true);
        compare(address, "jobs", "narrow", 400, false);
        compare(address, "stage/0", "narrow", 400, false);
    }

    private static void compare(String address, String view, String mode, int width, boolean dark) throws IOException {
        browser.dark(dark);
        browser.size(width, 900);
        look(address, view);
        var seen = browser.picture();
        var file = PICTURES.resolve(view.replace("/", "-") + "-" + mode + ".png");
        if ("write".equals(System.getProperty("golden"))) {
            Files.write(file, seen);
        }
        var differing = differing(ImageIO.read(new ByteArrayInputStream(seen)), ImageIO.read(file.toFile()));
        if (differing > 0.02) {
            Files.write(Path.of("target").resolve("differs-" + file.getFileName()), seen);
        }
        assertThat(differing).as("%s differs: look at target/differs-…", file).isLessThanOrEqualTo(0.02);
    }

    private static double differing(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return 1;
        }
        var count = 0;
        for (var y = 0; y < one.getHeight(); y++) {
            for (var x = 0; x < one.getWidth(); x++) {
                count += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return (double) count / one.getWidth() / one.getHeight();
    }

    @Test
    void namesThatWereMadeToBeScripts_areText() throws IOException {
        browser.size(1_200, 900);
        for (var name : Hostile.NAMES) {
            var address = serve(Hostile.script(name));
            for (var view : List.of("job/0")) {
                look(address, view);
                var text = String.valueOf(browser.run("return document.body.textContent"));
                assertThat(text).as(view).contains(PlainText.lines(name).strip().lines().findFirst().orElseThrow());
                assertThat(
                                browser.holds(
                                        "document.querySelector('main script, main img, main iframe, main style, main base')"))
                        .isFalse();
            }
            servers.removeLast().close();
        }
        assertThat(browser.console().stream().filter(line -> !line.contains("ERR_"))).isEmpty();
    }

    @Test
    void whatHappens_isOnThePage_withoutBeingAskedFor() throws IOException {
        browser.size(1_200, 900);
        var script = ShownRunExample.script();
        look(serve(script), "jobs");
        assertThat(browser.text()).doesNotContain("something new");
        run.onEvent(new At(script.state().facts().instant(6_000_000), new Event.Warning("something new")));
        browser.await("document.querySelector('main').innerText.includes('something new')");
        run.close();
        browser.await("document.querySelector('#moment').value === 'end'");
    }

    @Test
    void theScrubber_showsWhatWas_andGoesBackToTheEnd() throws IOException {
        browser.size(1_200, 900);
        look(serve(ShownRunExample.script()), "jobs");
        browser.run("const at = document.querySelector('#at'); at.value = 100; at.dispatchEvent(new Event('input'))");
        browser.await("document.querySelector('main').innerText.includes('1 job, 1 running')");
        browser.run("document.querySelector('#latest').click()");
        browser.await("document.querySelector('main').innerText.includes('3 jobs, 1 running')");
    }

    @Test
    void theKeyboard_reachesEveryView() throws IOException {
        browser.size(1_200, 900);
        look(serve(ShownRunExample.script()), "jobs");
        browser.run("document.querySelector('nav a[data-view=causes]').focus(); document.activeElement.click()");
        browser.await("document.querySelector('main h1').innerText === 'Recomputed'");
        assertThat(browser.holds("document.activeElement === document.querySelector('main')")).isTrue();
    }

    @Test
    void aReport_worksFromADisk() throws IOException {
        browser.size(1_200, 900);
        var file = folder.resolve("report.html");
        Files.writeString(folder.resolve("Delays.java"), ShownRunExample.SOURCE);
        Files.writeString(file, Report.of(ShownRunExample.script().now(), new SourceFinder(Optional.of(folder))));
        browser.open(file.toUri() + "#/job/0");
        assertThat(browser.text()).contains("Job 0: the worst airports");
        browser.run("location.hash = '#/jobs'");
        browser.await("document.querySelector('main').innerText.includes('3 jobs, 1 running')");
        browser.run("const at = document.querySelector('#at'); at.value = 100; at.dispatchEvent(new Event('input'))");
        assertThat(browser.text()).contains("1 job, 1 running");
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void aHundredThousandTasks_keepThePageQuick() throws IOException {
        browser.size(1_200, 900);
        var script =
                new Script("many", 8).stage(0, "count at A.java:1", 100_000, List.of()).job(0, "count at A.java:1");
        script.begin(0, 0, 100_000);
        for (var i = 0; i < 100_000; i++) {
            script.task(0, i, i / 8, 1 + i % 3);
        }
        var address = serve(script.finish(13_000, 0).end(13_001));
        look(address, "jobs");
        browser.run(
                "window.longest = 0; new PerformanceObserver(list => list.getEntries().forEach("
                        + "one => window.longest = Math.max(window.longest, one.duration))).observe({type: 'longtask'})");
        for (var view : List.of("stage/0", "tasks", "job/0", "jobs")) {
            browser.run("location.hash = '#/" + view + "'");
            browser.await("document.querySelector('main h1')");
            browser.run("return new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))");
        }
        assertThat(((Number) browser.run("return window.longest")).doubleValue()).isLessThan(100);
    }
}
