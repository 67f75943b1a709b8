// Shows one view of the report at a time, and the list of jobs as it was at some time.
"use strict";
(function () {
    const sections = [...document.querySelectorAll("main > section")];
    const slider = document.getElementById("at");
    const output = document.getElementById("moment");
    const moments = [...document.querySelectorAll("template.moment")];
    const end = Number(document.querySelector("template.end").dataset.at);
    const jobs = sections.find((section) => section.dataset.view === "jobs");
    const last = document.createElement("template");
    last.innerHTML = jobs.innerHTML;
    let playing = 0;

    function show() {
        const name = location.hash.replace(/^#\/?/, "") || "jobs";
        const found = sections.find((section) => section.dataset.view === name) ?? jobs;
        for (const section of sections) {
            section.hidden = section !== found;
        }
        const top = /^(job|stage)\//.test(name) ? "jobs" : name;
        for (const link of document.querySelectorAll("nav a")) {
            if (link.dataset.view === top) {
                link.setAttribute("aria-current", "page");
            } else {
                link.removeAttribute("aria-current");
            }
        }
    }

    function scrub() {
        const share = slider.value / slider.max;
        const at = end * share;
        const near = moments.filter((one) => Number(one.dataset.at) <= at).pop();
        const now = share >= 1 || !near;
        jobs.replaceChildren((now ? last : near).content.cloneNode(true));
        output.value = now ? "end" : near.dataset.words;
        for (const stage of document.querySelectorAll("g.stage[data-start]")) {
            stage.setAttribute("opacity", Number(stage.dataset.start) <= at ? "1" : "0.25");
        }
    }

    const play = document.getElementById("play");
    function stop() {
        clearInterval(playing);
        playing = 0;
        play.textContent = "Play";
    }
    play.addEventListener("click", () => {
        if (playing) {
            stop();
            return;
        }
        play.textContent = "Pause";
        if (slider.value === slider.max) {
            slider.value = 0;
        }
        playing = setInterval(() => {
            slider.value = Number(slider.value) + 10;
            scrub();
            if (slider.value === slider.max) {
                stop();
            }
        }, 100);
    });
    slider.addEventListener("input", scrub);
    document.getElementById("latest").addEventListener("click", () => {
        stop();
        slider.value = slider.max;
        scrub();
    });
    document.getElementById("time").addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", show);
    for (const button of document.querySelectorAll("button.cancel")) {
        button.hidden = true;
    }
    slider.value = slider.max;
    output.value = "end";
    show();
})();
