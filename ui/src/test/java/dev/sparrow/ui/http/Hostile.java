/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.ui.http;

import dev.sparrow.event.Event;
import dev.sparrow.ui.state.Script;
import dev.sparrow.value.JobId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs of programs whose names were made to be taken for something else.
public final class Hostile {
    public static final List<String> NAMES =
            List.of(
                    "<script>alert(1)</script>",
                    "<img src=x onerror=alert(1)>",
                    "\"><svg onload=alert(1)>",
                    "' onmouseover='alert(1)",
                    "</title><script>alert(1)</script>",
                    "</style><script>alert(1)</script>",
                    "</template><script>alert(1)</script>",
                    "</pre><iframe src=javascript:alert(1)>",
                    "<!-- <script>",
                    "--><script>alert(1)</script>",
                    "<![CDATA[<script>alert(1)</script>]]>",
                    "&lt;script&gt;",
                    "&#60;script&#62;",
                    "javascript:alert(1)",
                    "data:text/html,<script>alert(1)</script>",
                    "{{7*7}} ${7*7} #{7*7}",
                    "\u202egpj.exe",
                    "\u0000\u0007\u001b[31mred",
                    "\ud83d\ude00 ünïcödé 漢字",
                    "a".repeat(500),
                    "\"; alert(1); //",
                    "`${alert(1)}`",
                    "<a href=\"javascript:alert(1)\">x</a>",
                    "<math><mtext></mtext><script>alert(1)</script>",
                    "\r\nSet-Cookie: a=b",
                    "%3Cscript%3E",
                    "<body onload=alert(1)>",
                    "<style>*{display:none}</style>",
                    "<base href=//evil.example>",
                    "]]></svg><script>alert(1)</script>");

    private Hostile() {}

    /// A run with one of them wherever a program can put a name.
    public static Script script(String name) {
        var dataset = Script.dataset(0, name, name + ":3");
        var script =
                new Script(name, 2)
                        .stage(0, name + " at " + name + ":3", 2, List.of(), dataset)
                        .job(5, name, Optional.of(name))
                        .begin(10, 0, 2)
                        .task(0, 0, 20, 30)
                        .cached(25, 0, 0, 100)
                        .at(60, new Event.Warning(name))
                        .at(61, new Event.DataLost(name + " at " + name + ":3", List.of(1), name, name));
        return script.at(90, new Event.JobFinished(new JobId(0), Duration.ofMillis(85), name));
    }

    static List<Script> all() {
        var all = new ArrayList<Script>();
        NAMES.forEach(name -> all.add(script(name)));
        return all;
    }
}
