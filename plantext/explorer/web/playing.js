// Time played: one year after the other, or all up to each, by the dates that the filter of years goes by.

const PACE = 1200;
let playing = null;
let addingUp = false;

function playControls(years) {
  const box = make("input", { type: "checkbox" });
  box.checked = addingUp;
  box.addEventListener("change", () => { addingUp = box.checked; });
  return make("p", { class: "both" },
    make("button", { type: "button", id: "play", "aria-pressed": String(playing !== null), click: () => (playing ? stopPlaying() : play(years)) }, say(playing ? "stop" : "play")),
    make("label", { class: "check" }, box, say("addUp")));
}

// After the last year the whole is shown again, as before.
function play(years) {
  const { from, to } = state;
  let at = 0;
  const next = () => {
    if (at >= years.length) {
      stopPlaying();
      return;
    }
    Object.assign(state, { from: addingUp ? years[0] : years[at], to: years[at] });
    at += 1;
    showPlaying();
    announce(`${state.to}: ${counts()}`);
    hint(`${state.to} · ${counts()}`);
  };
  playing = { timer: setInterval(next, PACE), from, to };
  next();
}

function stopPlaying() {
  Object.assign(state, { from: playing.from, to: playing.to });
  quitPlaying();
  showPlaying();
}

// The reader has chosen years by hand, which then stand.
function quitPlaying() {
  if (playing) clearInterval(playing.timer);
  playing = null;
}

// The button that was pressed is written anew with the filters and keeps the focus.
function showPlaying() {
  const focused = document.activeElement === byId("play");
  showFilters();
  refresh();
  if (focused) byId("play").focus();
}
