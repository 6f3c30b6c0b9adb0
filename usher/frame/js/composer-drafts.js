// What is typed is kept by the server a moment after the last key: a text per kind of message, on every device of its author.
const WAIT = 900, $ = (box, selector) => box.querySelector(selector);
const on = (name, deed) => document.addEventListener(name, e => {
  const box = e.target.closest?.("composer-box[data-keeps]");
  if (box?.drafts) deed(box, box.drafts, e);
});
const now = (box, s) => (s.kept[box.dataset.mode] ??= { text: "", html: "" });
const show = (box, s) => {
  const own = now(box, s), line = $(box, ".cmp-save"), ask = $(box, "[data-other]"), asked = s.asked[box.dataset.mode];
  box.querySelectorAll("[name=draft_version]").forEach(field => { field.value = own.version ?? ""; });
  $(box, "#composer-discard [name=kind]").value = box.kind(box.dataset.mode);
  line.hidden = !own.version || !own.text.trim();
  $(line, "[data-at]").textContent = own.at ?? "";
  box.querySelectorAll("[role=tab]").forEach(t => { $(t, ".has-draft").hidden = t.dataset.mode === box.dataset.mode || !s.kept[t.dataset.mode]?.text.trim(); });
  [ask.hidden, $(ask, "[data-gone]").hidden] = [!asked, !asked?.gone];
  for (const part of ["[data-changed]", "[data-take]"]) $(ask, part).hidden = asked?.gone;
};
const post = (box, own, kind, more = {}) => {
  const data = new FormData(), token = box.form.elements.csrfmiddlewaretoken.value;
  const all = { csrfmiddlewaretoken: token, kind: kind === "update" && own.inner ? "internal_update" : kind, text: own.text, body_html: own.html, draft_version: own.version ?? "", ...more };
  for (const name in all) data.set(name, all[name]);
  return fetch(box.dataset.keeps, { method: "POST", body: data, headers: { Accept: "application/json" }, keepalive: own.text.length + own.html.length < 3e4 });
};
// One after another: each builds on the version that the one before was answered with.
const save = async (box, s, kind) => {
  s.timer = clearTimeout(s.timer);
  if (s.busy) return void (s.again = kind);
  const own = s.kept[kind];
  if (!own || s.asked[kind] || (!own.text.trim() && !own.version)) return;
  s.busy = true;
  try {
    const answer = await post(box, own, kind), said = await answer.json();
    if (own.sent) post(box, { ...own, version: said.version }, kind, { discard: 1 });
    else if (answer.status === 409) s.asked[kind] = said;
    else if (answer.ok) Object.assign(own, { version: said.version, at: said.at });
  } catch { /* offline: the next key tries again, and the text is still here */ }
  s.busy = false;
  if (box.isConnected) show(box, s);
  if (s.again) { const next = s.again; s.again = ""; save(box, s, next); }
};
const soon = (box, s, kind = box.dataset.mode) => { clearTimeout(s.timer); s.timer = setTimeout(() => save(box, s, kind), WAIT); };
on("input", (box, s, e) => { if (e.target === box.text || e.target === box.inner) { Object.assign(now(box, s), { text: box.text.value, html: box.form.elements.body_html.value, inner: box.inner.checked }); soon(box, s); } });
on("usher:mode", (box, s, e) => {
  const { from, to } = e.detail, left = s.kept[from], mine = now(box, s);
  if (from !== to && left?.text.trim() && !mine.text.trim()) { // into an empty tab the text moves along; a note stays inside
    box.inner.checked = box.inner.disabled ? box.inner.checked : from === "note";
    Object.assign(mine, { text: left.text, html: left.html, inner: box.inner.checked });
    Object.assign(left, { text: "", html: "" });
    save(box, s, from).then(() => soon(box, s));
  } else if (from !== to) {
    if (s.timer) save(box, s, from);
    if (to === "update" && !box.inner.disabled) box.inner.checked = Boolean(mine.inner);
    box.fill(mine.text, mine.html);
  }
  show(box, s);
});
on("usher:keep", (box, s) => { show(box, s); if (!s.asked[box.dataset.mode]) save(box, s, box.dataset.mode); });
const leave = box => { if (box.drafts?.timer) save(box, box.drafts, box.dataset.mode); };
document.addEventListener("usher:gone", e => leave(e.detail));
addEventListener("pagehide", () => document.querySelectorAll("composer-box[data-keeps]").forEach(leave));
