// What made the page: documents, network, versions.

function showAbout() {
  const { about } = DATA;
  byId("view-about").replaceChildren(
    make("h2", {}, say("howTo")),
    make("ul", {}, WORDS[lang].help.map((line) => make("li", {}, fill(line, { unit: unitWord() })))),
    make("h2", {}, say("made")),
    make("p", {}, say("madeBy", { version: about.plantext }), lang === "ja" ? "。" : ". ",
      say("sentencesHeld", { sentences: number(sentences.length), mentions: number(sentences.reduce((sum, sentence) => sum + sentence.mentions.length, 0)) }), lang === "ja" ? "" : " ", say("offline"),
      about.left_out ? ` ${say("leftOut", { n: about.left_out })}` : null),
    noTextNotice() || "",
    make("h2", {}, say("fromDocuments")),
    ...DATA.documents.map((entry) => make("div", {}, make("h3", {}, make("bdi", { lang: "ja" }, entry.title)),
      facts([["id", entry.id], [say("date"), entry.date], [say("origin"), linkOrText(entry.source)], [say("sha256"), entry.sha256]]))),
    make("h2", {}, say("network_")),
    facts(Object.entries(about.network).map(([key, value]) => [key.replaceAll("_", " "), number(value)])),
    make("h2", {}, say("packages")),
    facts([...Object.entries(about.packages), ["lexicons (SHA-256)", about.lexicons]]),
  );
}
