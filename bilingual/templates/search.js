// Search over both languages of a site, on an index that Pagefind made; see bilingual/publish/search_records.py.
// Everything found is put on the page as text, never as markup.
"use strict";

(() => {
  const PER_PAGE = 10;
  const SHOWN = { zh: 90, en: 220 }; // characters of a passage, about two lines
  const PAUSE = 200; // milliseconds of no typing
  const PATIENCE = 500; // milliseconds before it is said that a search goes on
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
  const TOKEN = new RegExp(`[${HAN}]|[^${HAN}\\s]+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const RUN = new RegExp(`"[^"]+"|[${HAN}]+|[^${HAN}\\s"]+`, "gu");

  const here = document.currentScript.src;
  const byId = (id) => document.getElementById(id);
  const form = byId("search"), input = byId("q"), count = byId("count"), list = byId("results"), more = byId("more");
  const choices = { outlet: byId("outlet"), year: byId("year") };
  const simplified = new Map();
  const targets = [..."{{ simplified }}"];
  [..."{{ traditional }}"].forEach((char, at) => simplified.set(char, targets[at]));

  let engine = null;
  let found = []; // all results of the last search, best first
  let pairs = new Set(); // the pairs of Han characters that it asked for
  let rows = []; // and how they must follow each other
  let turn = 0; // which search is the last one

  const fold = (text) => [...text].map((char) => simplified.get(char) ?? char).join("");

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  // Take a query apart: stretches of Chinese and quoted words are searched as they stand, other words each
  // by itself and by their beginnings.
  const parse = (query) => {
    const exact = [], loose = [];
    pairs = new Set();
    rows = [];
    for (const [run] of fold(query).replace(/[“”]/g, '"').matchAll(RUN)) {
      const chars = [...run];
      if (run.startsWith('"') && run.endsWith('"') && run.length > 2) exact.push(quoted(run.slice(1, -1)));
      else if (!IS_HAN.test(run)) loose.push(run.replaceAll('"', ""));
      else if (chars.length === 1) loose.push(run);
      else exact.push(quoted(run));
    }
    const words = loose.join(" ").trim();
    return words ? [...exact, words] : exact;
  };

  // Write a stretch as the index has it: pairs for Chinese, words for the rest.
  const quoted = (stretch) => {
    const words = [];
    for (const [run] of stretch.matchAll(new RegExp(`[${HAN}]+|[^${HAN}\\s]+`, "gu"))) {
      const chars = [...run];
      if (!IS_HAN.test(run) || chars.length === 1) { words.push(run); continue; }
      const row = chars.slice(1).map((char, at) => chars[at] + char);
      words.push(...row);
      rows.push(row);
      for (const pair of row) pairs.add(pair);
    }
    return `"${words.join(" ")}"`;
  };

  // Search each part; what is found by all of them is found.
  const ask = async (query, facets) => {
    const parts = parse(query);
    if (!parts.length) return [];
    const answers = await Promise.all([...parts, ...facets.map((facet) => `"${facet}"`)].map((part) => engine.search(part)));
    let joined = null;
    for (const answer of answers) {
      const these = new Map(answer.results.map((one) => [one.id, { ...one, data: one.data }]));
      if (joined === null) { joined = these; continue; }
      for (const [id, one] of joined) {
        const other = these.get(id);
        if (!other) joined.delete(id);
        else joined.set(id, { ...one, score: one.score + other.score, words: [...one.words, ...other.words] });
      }
    }
    return [...(joined ?? new Map()).values()].sort((one, other) => other.score - one.score);
  };

  // The tokens of a stretch of the index, as text with the place of each; a pair stands for its first character.
  const read = (words) => {
    let text = "", before = "";
    const places = [];
    for (const word of words) {
      const chars = [...word];
      const isPair = chars.length === 2 && IS_HAN.test(chars[0]) && IS_HAN.test(chars[1]);
      const isHan = IS_HAN.test(word);
      const parted = before && ((!isHan && !IS_HAN.test(before)) || (isHan && before.length && IS_HAN.test(before) && [...before].length === 1));
      if (parted) text += " ";
      const shown = isPair ? chars[0] : word;
      places.push([text.length, text.length + shown.length, isPair ? word : ""]);
      text += shown;
      before = word;
    }
    return { text, places };
  };

  // Every place of a row of pairs; Pagefind tells the first one only.
  const met = (words, row) => words.flatMap((_, at) =>
    row.every((pair, further) => words[at + further] === pair) ? row.map((_, further) => at + further) : []);

  // Take what was fetched of a post apart into its stretches, by anchor.
  const stretches = (data, known) => {
    const words = data.content.split(/\s+/u);
    const hits = [...known, ...rows.flatMap((row) => met(words, row))];
    const anchors = [...data.anchors].sort((one, other) => one.location - other.location);
    const parts = new Map();
    anchors.forEach((anchor, at) => {
      const end = anchors[at + 1]?.location ?? words.length;
      const part = { ...read(words.slice(anchor.location, end)), hits: new Set() };
      for (const hit of hits) if (hit >= anchor.location && hit < end) part.hits.add(hit - anchor.location);
      parts.set(anchor.id, part);
    });
    for (const [id, part] of parts) { // Traditional as it was written, met where its Simplified words were
      const origin = id.endsWith("-hant") && parts.get(id.slice(0, -5));
      if (!origin) continue;
      const folded = origin.places.map((place) => place[2]);
      parts.set(id.slice(0, -5), { text: part.text, hits: origin.hits, traditional: true,
        places: part.places.map(([start, end], at) => [start, end, folded[at] ?? ""]) });
      parts.delete(id);
    }
    return parts;
  };

  // The stretches of text to mark: a pair that was asked for marks both of its characters.
  const marks = (part) => {
    const found = [];
    for (const hit of [...part.hits].sort((one, other) => one - other)) {
      const place = part.places[hit];
      if (!place) continue;
      const end = pairs.has(place[2]) && part.places[hit + 1] ? part.places[hit + 1][1] : place[1];
      const last = found.at(-1);
      if (last && last[1] >= place[0]) last[1] = Math.max(last[1], end);
      else found.push([place[0], end]);
    }
    return found;
  };

  // A window on a text, from the beginning of a sentence where one is near.
  const view = (text, near, length) => {
    if (text.length <= length) return [0, text.length];
    const earliest = Math.max(0, Math.min(near - Math.floor(length / 3), text.length - length));
    const before = [...text.slice(0, near + 1).matchAll(/[。！？；]|[.!?;]\s|,\s|，/gu)].map((one) => one.index + one[0].length);
    const start = before.filter((at) => at >= earliest && at <= near).at(0) ?? earliest;
    return [start, start + length].map((at) => whole(text, Math.min(text.length, at)));
  };

  // Never between the halves of a character.
  const whole = (text, at) => (/[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at);

  const dressed = (part, start = 0, end = part.text.length) => {
    const pieces = [], text = part.text;
    let at = start;
    if (start > 0) pieces.push("…");
    for (const [from, to] of marks(part)) {
      if (to <= start || from >= end) continue;
      pieces.push(text.slice(at, Math.max(from, at)), element("mark", {}, text.slice(Math.max(from, start), Math.min(to, end))));
      at = Math.min(to, end);
    }
    pieces.push(text.slice(at, end));
    if (end < text.length) pieces.push("…");
    return pieces;
  };

  const language = (part) => (part?.traditional ? "zh-Hant" : "zh-Hans");

  const heading = (parts, address) => {
    const zh = parts.get("t"), en = parts.get("t-en");
    const link = element("a", { href: address });
    if (zh) link.append(element("span", { class: "zh", lang: language(zh) }, ...dressed(zh)));
    if (zh && en) link.append(" ");
    if (en) link.append(element("span", { class: "en" }, ...dressed(en)));
    if (!zh && !en) link.append(element("span", { class: "en" }, "Untitled"));
    return element("h2", {}, link);
  };

  // The passage that most was found in, in both languages; the partner is shown around the same place.
  const passage = (parts) => {
    const scores = new Map();
    for (const [id, part] of parts) {
      const anchor = id.replace(/-en$/u, "");
      if (anchor !== "t" && anchor !== "about") scores.set(anchor, (scores.get(anchor) ?? 0) + part.hits.size);
    }
    const [anchor, hits] = [...scores].reduce((best, one) => (one[1] > best[1] ? one : best), ["", -1]);
    return { anchor, hits };
  };

  const excerpts = (parts, anchor) => {
    const sides = [[parts.get(anchor), "zh"], [parts.get(`${anchor}-en`), "en"]].filter(([part]) => part);
    const met = sides.map(([part]) => marks(part)[0]?.[0] ?? -1);
    const shares = sides.map(([part], at) => (met[at] < 0 ? -1 : met[at] / part.text.length));
    const share = Math.max(0, shares.find((one) => one >= 0) ?? 0);
    return sides.map(([part, side], at) => {
      const near = met[at] >= 0 ? met[at] : Math.floor(share * part.text.length);
      const lang = side === "zh" ? language(part) : "en";
      return element("p", { class: side, lang }, ...dressed(part, ...view(part.text, near, SHOWN[side])));
    });
  };

  const item = (data, hits) => {
    const parts = stretches(data, hits);
    const best = passage(parts);
    const page = data.raw_url.replace(/^\//u, "").split("/").map(encodeURIComponent).join("/");
    const address = page + (best.hits > 0 ? `#${encodeURIComponent(best.anchor)}` : "");
    const dateline = element("p", { class: "dateline" });
    const date = data.meta.date, outlet = data.meta.outlet;
    if (date) dateline.append(element("time", { datetime: date }, date), " ");
    if (outlet) dateline.append(element("span", { class: "outlet", lang: IS_HAN.test(outlet) ? "zh" : "" }, outlet));
    return element("li", {}, dateline, heading(parts, address), element("div", { class: "words" }, ...excerpts(parts, best.anchor)));
  };

  const say = (en = "", zh = "", said = "") => {
    const next = en ? [`${en} · `, element("span", { lang: "zh-Hans" }, zh), said && `: ${said}`] : [];
    count.replaceChildren(...next.filter(Boolean));
  };

  const showMore = async (mine, focus) => {
    const shown = list.children.length;
    const next = found.slice(shown, shown + PER_PAGE);
    const items = await Promise.all(next.map(async (one) => item(await one.data(), one.words)));
    if (mine !== turn) return;
    list.append(...items);
    more.hidden = list.children.length >= found.length;
    if (focus) items[0]?.querySelector("a")?.focus();
  };

  const remember = () => {
    const next = new URLSearchParams();
    for (const field of [input, choices.outlet, choices.year]) if (field.value) next.set(field.name, field.value);
    const text = next.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  };

  const run = async () => {
    const mine = (turn += 1);
    const facets = Object.values(choices).map((field) => field.selectedOptions[0]?.dataset.facet).filter(Boolean);
    const query = input.value.trim();
    remember();
    const waiting = setTimeout(() => mine === turn && say("Searching …", "搜索中……"), PATIENCE);
    const results = query ? await ask(query, facets).finally(() => clearTimeout(waiting)) : [];
    clearTimeout(waiting);
    if (mine !== turn) return;
    found = results;
    list.replaceChildren();
    more.hidden = true;
    if (!query) return say();
    if (!found.length) return say("Nothing found", "没有结果", query);
    await showMore(mine, false);
    if (mine === turn) say(`${found.length} post${found.length === 1 ? "" : "s"}`, `${found.length} 篇文章`);
  };

  const attempt = () => run().catch(fail);

  const fail = (error) => {
    console.error(error);
    byId("hint").hidden = false;
    say("Search does not work here", "搜索无法使用");
  };

  const fill = (field, entries) => {
    for (const [facet, name, number] of entries) {
      field.append(element("option", { value: name, "data-facet": facet }, `${name} (${number})`));
    }
    field.closest("span").hidden = entries.length < 2;
  };

  const asked = () => new URLSearchParams(location.search);

  const recall = (...fields) => {
    for (const field of fields) {
      field.value = asked().get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
  };

  const open = async () => {
    const address = (path) => new URL(`pagefind/${path}`, here);
    const site = await (await fetch(address("blocks.json"), { cache: "no-cache" })).json();
    engine = await import(address(`${site.engine}/pagefind.js`));
    await engine.options({ metaCacheTag: "1", excerptLength: 1 }); // folders are named after what is in them
    await engine.init();
    fill(choices.outlet, site.outlets);
    fill(choices.year, site.years);
    await Promise.all(site.blocks.map((name) => engine.mergeIndex(address(`${name}/`).pathname, { metaCacheTag: "1" })));
  };

  const start = async () => {
    if (location.protocol === "file:") return;
    byId("hint").hidden = true;
    form.hidden = false;
    input.focus();
    recall(input);
    await open();
    recall(...Object.values(choices));
    let waiting = 0;
    const soon = () => { clearTimeout(waiting); waiting = setTimeout(attempt, PAUSE); };
    input.addEventListener("input", soon);
    for (const field of Object.values(choices)) field.addEventListener("change", attempt);
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); attempt(); });
    more.addEventListener("click", () => showMore(turn, true).catch(fail));
    addEventListener("popstate", () => { recall(input, ...Object.values(choices)); attempt(); });
    await run();
  };

  start().catch(fail);
})();
