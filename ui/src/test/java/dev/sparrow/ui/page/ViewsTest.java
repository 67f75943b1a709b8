/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sparrow.event.Event;
import dev.sparrow.ui.http.Hostile;
import dev.sparrow.ui.log.RunsOfPrograms;
import dev.sparrow.ui.state.Moment;
import dev.sparrow.ui.state.Script;
import dev.sparrow.value.AttemptId;
import dev.sparrow.value.StageId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

class ViewsTest {
    private static final Views VIEWS = new Views(new SourceFinder(Optional.empty()));

    private static String view(String name, Moment moment) {
        return VIEWS.view(name, moment).orElseThrow();
    }

    /// Views are HTML that is XML, too.
    private static void assertWellFormed(String view) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newDocumentBuilder().parse(new InputSource(new StringReader("<div>" + view + "</div>")));
        } catch (Exception e) {
            throw new AssertionError(view, e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyViewOfEveryMoment_isWellFormed(long seed) {
        var state = RunsOfPrograms.of(seed).state();
        for (var share = 0; share <= 4; share++) {
            var moment = state.at(state.last() * share / 4);
            Views.names(moment).forEach(name -> assertWellFormed(view(name, moment)));
        }
    }

    @Test
    void namesOfUsers_areNeverMarkup() {
        var element =
                Pattern.compile(
                        "<\\s*(script|img|iframe|style|base|body|math|object|embed)|\\son\\w+\\s*=|=[\"']?javascript:");
        for (var name : Hostile.NAMES) {
            var moment = Hostile.script(name).now();
            for (var view : Views.names(moment)) {
                var html = view(view, moment);
                assertWellFormed(html);
                assertThat(
                                element.matcher(html.replaceAll("&[a-z#0-9]+;[^<]*", ""))
                                        .results()
                                        .map(match -> match.group()))
                        .as("%s of %s", view, name)
                        .isEmpty();
            }
        }
    }

    @Test
    void aViewOrAJobThatIsNotThere_isEmpty() {
        var moment = new Script("a", 1).now();
        assertThat(VIEWS.view("nothing", moment)).isEmpty();
        assertThat(VIEWS.view("job/0", moment)).isEmpty();
        assertThat(VIEWS.view("stage/x", moment)).isEmpty();
        assertThat(view("jobs", moment)).contains("No job has begun yet.");
    }

    private static Script twoStages() {
        return new Script("a", 2)
                .stage(0, "reduceByKey at A.java:3", 2, List.of(), Script.dataset(0, "textFile", "A.java:2"))
                .stage(1, "collect at A.java:4", 1, List.of(0), Script.dataset(1, "reduceByKey", "A.java:3", 0))
                .job(0, "collect at A.java:4")
                .begin(1, 0, 2)
                .task(0, 0, 2, 300)
                .task(0, 1, 2, 100)
                .finish(310, 0)
                .begin(320, 1, 1)
                .task(1, 0, 321, 50)
                .finish(372, 1)
                .end(380);
    }

    @Test
    void jobs_standByDuration_thoseThatRunFirst() {
        var script = twoStages().stage(2, "x at A.java:9", 1, List.of()).job(400, "quick at A.java:8").end(405);
        var html = view("jobs", script.job(410, "under way at A.java:9").at(500, new Event.Warning("look out")).now());
        assertThat(html.indexOf("under way")).isLessThan(html.indexOf("collect at"));
        assertThat(html.indexOf("collect at")).isLessThan(html.indexOf("quick at"));
        assertThat(html).contains("3 jobs, 1 running, 0 failed", "look out", "data-job=\"2\"");
    }

    @Test
    void aJob_isAGraphInTheWordsOfTheProgram() {
        var html = view("job/0", twoStages().now());
        assertThat(html)
                .contains("Job 0: collect at A.java:4", "textFile at A.java:2", "href=\"#/stage/1\"")
                .contains("Stage 0 gives stage 1 0 records")
                .contains("heat8"); // 400 of 450 ms of work
    }

    @Test
    void aStage_tellsHowItsTasksSpread_andWhyAttemptsFailed() {
        var failed = new AttemptId(new StageId(0), 1, 0);
        var script =
                new Script("a", 2)
                        .stage(0, "count at A.java:3", 2, List.of())
                        .job(0, "count at A.java:3")
                        .begin(1, 0, 2);
        script.at(2, new Event.TaskStarted(failed, Script.EXECUTOR));
        script.at(5, new Event.TaskFailed(failed, Script.EXECUTOR, "map threw up")).task(0, 0, 6, 40);
        var html = view("stage/0", script.now());
        assertThat(html).contains("1 of 2 tasks done, 0 running, 1 failed", "map threw up", "40.0 ms");
    }

    @Test
    void theSource_hasTheCostOfLinesInItsMargin(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("src/deep"));
        Files.writeString(
                folder.resolve("src/deep/A.java"),
                "class A {\n    read();\n    reduce(); // <here>\n    collect();\n}\n");
        var views = new Views(new SourceFinder(Optional.of(folder)));
        var html = views.view("source", twoStages().now()).orElseThrow();
        assertThat(html).contains("reduce(); // &lt;here&gt;", "400 ms", "50.0 ms", "89 %");
        assertWellFormed(html);
    }

    @Test
    void aReport_isOneFile_thatAsksNobody() {
        var html = Report.of(twoStages().now(), new SourceFinder(Optional.empty()));
        assertThat(html).doesNotContain("http-equiv=\"refresh\"", "src=", "@import", "url(");
        assertThat(html).contains("default-src 'none'".replace("'", "&#39;"), "Job 0: collect at A.java:4");
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://");
    }

    @Test
    void twoRuns_areComparedByTheNamesOfTheirStages() {
        var before = twoStages().now();
        var after =
                new Script("a", 2)
                        .stage(7, "reduceByKey at A.java:3", 2, List.of())
                        .stage(8, "collect at A.java:6", 1, List.of(7))
                        .job(0, "collect at A.java:6")
                        .begin(1, 7, 2)
                        .task(7, 0, 2, 900, made -> made.spilled(5_000_000))
                        .task(7, 1, 2, 100)
                        .begin(1_000, 8, 1)
                        .task(8, 0, 1_001, 50)
                        .end(1_100)
                        .now();
        var text = RunDiff.of(before, after);
        assertThat(text)
                .contains("took                                                   380 ms           1.10 s  +189 %")
                .contains("reduceByKey at A.java:3                                400 ms           1.00 s  +150 %")
                .contains("    to disk for want of memory: 0 B, then 4.77 MiB")
                .contains("longest task / median: 3.0, then 9.0")
                .contains("collect at A.java:6                                   50.0 ms          50.0 ms");
    }

    @Test
    void theFirstView_isSmall_evenOfALongRun() {
        var script = new Script("a", 2).stage(0, "count at A.java:3", 2, List.of());
        for (var i = 0; i < 5_000; i++) {
            script.job(i, "count at A.java:3").end(i + 1L);
        }
        var size =
                view("jobs", script.now()).length()
                        + PageFrame.of(script.now().facts(), true, "t").length()
                        + PageFrame.resource("page.css").length()
                        + PageFrame.resource("page.js").length();
        assertThat(size).isLessThan(300_000);
    }
}
