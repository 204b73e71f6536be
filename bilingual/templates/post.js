{# The reading page comes alive: what a reader chose is remembered, partners light up, terms explain
   themselves, keys work. It stands before the text, so it listens on the document and looks things up when
   they are needed. Nothing here is needed to read the page. #}
(() => {
"use strict";
const root = document.documentElement;
const by = id => document.getElementById(id);
const all = selector => [...document.querySelectorAll(selector)];
const how = {{ how | tojson }};

{# -- Memory; a browser that refuses to remember forgets in silence. #}
const recall = name => { try { return localStorage.getItem("bilingual." + name); } catch { return null; } };
const keep = (name, value) => { try { localStorage.setItem("bilingual." + name, value); } catch { } };
const keys = by("keys"), review = by("review");
const layouts = all("[name=layout]");
root.classList.add("js");
for (const radio of layouts) if (radio.value === recall("layout")) radio.checked = true;
review.checked = recall("review") === "on";
keys.checked = recall("keys") !== "off";

{# -- A change of the view keeps the row that is being read where it is. #}
let held = null;
const hold = () => {
  const rows = all(".row"), top = row => row.getBoundingClientRect().top;
  const row = rows.find(row => top(row) >= 0) ?? rows.at(-1);
  held = scrollY > 0 ? [row, top(row)] : null;
};
const settle = () => {
  for (const copy of all(".revealed")) copy.remove();
  say("");
  if (held) scrollBy({top: held[0].getBoundingClientRect().top - held[1], behavior: "instant"});
  held = null;
  if (stop && !isShown(stop)) rove(twin(stop));
};
const press = input => { hold(); input.click(); };
document.addEventListener("pointerdown", event => { if (event.target.closest(".controls")) hold(); });
document.addEventListener("change", event => {
  const input = event.target;
  if (input.name === "layout") keep("layout", input.value);
  else if (input === review || input === keys) keep(input.id, input.checked ? "on" : "off");
  else return;
  settle();
});

{# -- Sentences and their partners. One sentence is a tab stop, the arrows move it. #}
const twin = s => by(s.id.endsWith("-en") ? s.id.slice(0, -3) : s.id + "-en");
const isShown = element => element.getClientRects().length > 0;
const say = text => { document.querySelector(".said").textContent = text; };
let lit = [], stop = null;
const light = s => {
  for (const one of lit) one.classList.remove("twin");
  lit = s && s.id ? [s, twin(s)].filter(Boolean) : [];
  for (const one of lit) one.classList.add("twin");
};
const rove = s => {
  if (!s || s === stop) return;
  stop?.removeAttribute("tabindex");
  stop = s;
  stop.tabIndex = 0;
};
const visit = s => { rove(s); s?.focus(); };
const step = (s, steps) => {
  const side = all(".s").filter(one => isShown(one) && one.id.endsWith("-en") === s.id.endsWith("-en"));
  visit(side[side.indexOf(s) + steps]);
};
const reveal = s => {
  const shown = s.nextElementSibling;
  if (shown?.classList.contains("revealed")) { shown.remove(); say(""); return; }
  const partner = twin(s);
  if (!partner || isShown(partner)) return;
  const copy = partner.cloneNode(true);
  copy.removeAttribute("id");
  copy.className = "revealed";
  copy.lang = partner.closest("[lang]").lang;
  for (const inner of copy.querySelectorAll("[id], [tabindex]")) { inner.removeAttribute("id"); inner.removeAttribute("tabindex"); }
  s.after(copy);
  say(partner.textContent);
};
document.addEventListener("click", event => {
  const s = event.target.closest(".s");
  if (s && !event.target.closest("a") && getSelection().isCollapsed) reveal(s);
});

{# -- Terms: one note for all, filled from the list at the foot. It stays while the pointer is on it. #}
const tip = document.createElement("div");
tip.id = "tip";
tip.role = "tooltip";
tip.hidden = true;
let told = null, closing = 0;
const tell = term => {
  clearTimeout(closing);
  if (term === told) return;
  hush();
  told = term;
  const list = document.createElement("dl");
  const [number, tier = "annotated"] = term.dataset.t.split(" ");
  list.append(by("t" + number).cloneNode(true));
  list.firstChild.removeAttribute("id");
  tip.replaceChildren(list);
  if (how[tier]) tip.append("Term " + how[tier]);
  by("text").closest("main").append(tip);
  tip.hidden = false;
  place(term);
  term.setAttribute("aria-describedby", "tip");
};
const place = term => {
  const line = term.getClientRects()[0], ground = tip.offsetParent.getBoundingClientRect(), room = root.clientWidth;
  const isFull = line.bottom + tip.offsetHeight > innerHeight || document.querySelector(".revealed");
  const above = isFull && line.top > tip.offsetHeight;
  tip.style.top = (above ? line.top - tip.offsetHeight : line.bottom) - ground.top + "px";
  tip.style.left = Math.max(8, Math.min(line.left, room - tip.offsetWidth - 8)) - ground.left + "px";
};
const hush = () => {
  told?.removeAttribute("aria-describedby");
  told = null;
  tip.hidden = true;
};
const hushSoon = () => { clearTimeout(closing); closing = setTimeout(hush, 200); };
const termAt = element => element.closest("[data-t]") ?? (element.closest("a") ? element.querySelector("[data-t]") : null);

document.addEventListener("mouseover", event => {
  const s = event.target.closest(".s"), term = event.target.closest("[data-t]");
  if (!event.target.closest("#tip")) light(s ?? document.activeElement?.closest(".s"));
  if (term) tell(term);
  else if (told && !event.target.closest("#tip") && told !== termAt(document.activeElement ?? root)) hushSoon();
  else clearTimeout(closing);
});
document.addEventListener("click", event => {
  const term = event.target.closest("[data-t]");
  if (term) tell(term);
  else if (!event.target.closest("#tip")) hush();
});
document.addEventListener("focusin", event => {
  const s = event.target.closest(".s"), term = termAt(event.target);
  for (const other of all("[data-t][tabindex]")) if (!s?.contains(other)) other.removeAttribute("tabindex");
  if (s?.id) {
    rove(s);
    for (const own of s.querySelectorAll("[data-t]")) if (!own.closest("a")) own.tabIndex = 0;
  }
  light(s);
  if (term) tell(term);
  else hush();
});

{# -- Findings, one after the other. #}
const notes = () => all(".notes .error, .notes .warning");
let at = -1;
const jump = steps => {
  const list = notes();
  if (!list.length) return;
  if (!review.checked) press(review);
  at = at < 0 && steps < 0 ? list.length - 1 : (at + steps + list.length) % list.length;
  list[at].tabIndex = -1;
  list[at].focus({preventScroll: true});
  list[at].scrollIntoView({block: "center"});
  light(by(list[at].querySelector("a").hash.slice(1)));
};
document.addEventListener("click", event => {
  if (event.target.id === "next") jump(1);
  if (event.target.id === "previous") jump(-1);
});

{# -- Keys. Letters and digits can be turned off; with modifiers, and while typing, they are not ours. #}
const onSentence = {
  ArrowRight: s => step(s, 1),
  ArrowLeft: s => step(s, -1),
  Enter: s => { const partner = twin(s); if (partner && isShown(partner)) visit(partner); else reveal(s); },
};
const anywhere = {
  r: () => press(review),
  n: () => jump(1),
  p: () => jump(-1),
  "?": () => by("help").togglePopover(),
};
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape") { hush(); return; }
  const target = event.target;
  if (target.matches(".s") && onSentence[event.key]) { event.preventDefault(); onSentence[event.key](target); return; }
  if (!keys.checked || target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")) return;
  const radio = layouts[event.key - 1];
  const act = radio ? () => press(radio) : Object.hasOwn(anywhere, event.key) ? anywhere[event.key] : null;
  if (act) { event.preventDefault(); act(); }
});

document.addEventListener("DOMContentLoaded", () => rove(all(".text .s").find(isShown)));
})();
