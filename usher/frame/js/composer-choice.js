// The end of a draft: sent, discarded, or chosen between two that windows of one member wrote at the same time.
const on = (name, deed) => document.addEventListener(name, e => {
  const box = e.target.closest?.("composer-box[data-keeps]");
  if (box?.drafts) deed(box, box.drafts, box.dataset.mode, e);
});
const over = (box, s, kind) => {
  clearTimeout(s.timer);
  if (s.kept[kind]) s.kept[kind].sent = s.busy; // a save that is still on its way is taken back when it arrives
  Object.assign(s, { timer: 0, again: "", kept: { ...s.kept, [kind]: { text: "", html: "" } }, asked: { ...s.asked, [kind]: null } });
  box.tell("usher:keep");
};
on("usher:sent", over);
on("htmx:after:request", (box, s, kind, e) => {
  if (e.target.id !== "composer-discard" || !(e.detail.ctx.response?.status < 300)) return;
  box.fill("", "");
  over(box, s, kind);
});
on("click", (box, s, kind, e) => {
  const asked = s.asked[kind], choice = e.target.closest("[data-take], [data-mine]"), own = s.kept[kind];
  if (!asked || !choice) return;
  s.asked[kind] = null;
  Object.assign(own, { version: asked.version, at: asked.at });
  if (choice.matches("[data-take]")) { Object.assign(own, { text: asked.text, html: asked.html }); box.fill(own.text, own.html); }
  box.tell("usher:keep");
});
