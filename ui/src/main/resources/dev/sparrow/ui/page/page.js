// Fetches views and puts them in their place. All markup comes from the server, where names are data.
const view = document.getElementById("view");
const slider = document.getElementById("at");
const moment = document.getElementById("moment");
const token = document.querySelector("meta[name=sparrow-token]").content;
const live = document.querySelector("meta[name=sparrow-live]").content === "true";

const state = { at: null, last: 0, shown: "", fetching: false, again: false, playing: 0 };

function wanted() {
    const name = location.hash.replace(/^#\/?/, "");
    return /^[a-z]+(\/\d+)?$/.test(name) ? name : "jobs";
}

async function show() {
    if (state.fetching) {
        state.again = true;
        return;
    }
    state.fetching = true;
    do {
        state.again = false;
        await fetchView(wanted());
    } while (state.again);
    state.fetching = false;
}

async function fetchView(name) {
    try {
        const answer = await fetch("view/" + name + (state.at === null ? "" : "?at=" + state.at));
        if (answer.redirected || answer.status === 401) {
            return;
        }
        const text = answer.ok ? await answer.text() : "<h1>There is no such view at this moment</h1>";
        state.last = Number(answer.headers.get("sparrow-last") ?? state.last);
        put(name, text);
        moment.value = state.at === null ? (live && answer.headers.get("sparrow-over") !== "true" ? "now" : "end") : words(state.at);
    } catch {
        moment.value = "the run has ended";
    }
}

function put(name, text) {
    if (name === state.shown && text === state.text) {
        return;
    }
    const focused = focusedLink();
    const template = document.createElement("template");
    template.innerHTML = text;
    const scrolled = [...view.querySelectorAll(".scroll")].map((part) => part.scrollLeft);
    view.replaceChildren(template.content);
    if (name === state.shown) {
        [...view.querySelectorAll(".scroll")].forEach((part, i) => (part.scrollLeft = scrolled[i] ?? 0));
        focusAgain(focused);
    }
    state.text = text;
    if (name !== state.shown) {
        state.shown = name;
        mark(name);
    }
}

function focusedLink() {
    const active = document.activeElement;
    return view.contains(active) ? active.getAttribute("href") ?? active.dataset.job ?? null : null;
}

function focusAgain(key) {
    if (key !== null) {
        const found = [...view.querySelectorAll("a,button")].find((one) => (one.getAttribute("href") ?? one.dataset.job) === key);
        found?.focus({ preventScroll: true });
    }
}

function mark(name) {
    const top = name.startsWith("job/") ? "jobs" : name.startsWith("stage/") ? "jobs" : name;
    for (const link of document.querySelectorAll("nav a")) {
        if (link.dataset.view === top) {
            link.setAttribute("aria-current", "page");
        } else {
            link.removeAttribute("aria-current");
        }
    }
}

function words(micros) {
    return micros < 1e6 ? (micros / 1e3).toFixed(0) + " ms" : (micros / 1e6).toFixed(1) + " s";
}

function scrub(share) {
    state.at = share >= 1 ? null : Math.round(state.last * share);
    show();
}

slider.addEventListener("input", () => scrub(slider.value / slider.max));
document.getElementById("time").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("latest").addEventListener("click", () => {
    stop();
    slider.value = slider.max;
    scrub(1);
});

const play = document.getElementById("play");
function stop() {
    clearInterval(state.playing);
    state.playing = 0;
    play.textContent = "Play";
}
play.addEventListener("click", () => {
    if (state.playing) {
        stop();
        return;
    }
    play.textContent = "Pause";
    if (slider.value === slider.max) {
        slider.value = 0;
    }
    state.playing = setInterval(() => {
        slider.value = Number(slider.value) + 10;
        scrub(slider.value / slider.max);
        if (slider.value === slider.max) {
            stop();
        }
    }, 100);
});

view.addEventListener("click", async (event) => {
    const button = event.target.closest("button.cancel");
    if (button) {
        button.disabled = true;
        await fetch("job/" + button.dataset.job + "/cancel", { method: "POST", headers: { "sparrow-token": token } });
    }
});

addEventListener("hashchange", async () => {
    await show();
    view.focus({ preventScroll: true });
});

if (live) {
    const changes = new EventSource("changes");
    changes.addEventListener("change", () => {
        if (state.at === null) {
            show();
        }
    });
    changes.addEventListener("over", () => {
        changes.close();
        show();
    });
}
show();
