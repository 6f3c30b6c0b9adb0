// What is typed in a box that the server does not keep (no data-keeps) stays in this browser tab until it is sent.
const key = box => "draft:" + (box.dataset.draft || location.pathname);
const own = e => { const box = e.target.closest?.("composer-box"); return box?.text && !box.dataset.keeps ? box : null; };
const lines = box => [...box.form.elements].filter(field => /^(text|email)$/.test(field.type) && field.name);
const restore = box => {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key(box)));
    if (!draft || box.text.value) return;
    for (const field of lines(box)) field.value ||= draft.lines?.[field.name] ?? "";
    box.text.value = draft.text;
    box.form.elements.body_html.value = draft.html ?? "";
    if (draft.mode) box.mode(draft.mode); // a kept note must never come back as a reply
  } catch { sessionStorage.removeItem(key(box)); }
};
const keep = box => {
  const said = Object.fromEntries(lines(box).map(field => [field.name, field.value]));
  sessionStorage.setItem(key(box), JSON.stringify({ text: box.text.value, html: box.form.elements.body_html.value, mode: box.dataset.mode, lines: said }));
  box.querySelector(".cmp-save").hidden = !box.text.value;
};
const forget = box => { sessionStorage.removeItem(key(box)); box.querySelector(".cmp-save").hidden = true; };
const on = (name, deed) => document.addEventListener(name, e => { const box = own(e); if (box) deed(box); });
on("input", keep);
on("usher:mode", box => { if (box.text.value) keep(box); });
on("usher:sent", forget);
on("usher:box", restore);
document.querySelectorAll("composer-box").forEach(box => { if (own({ target: box })) restore(box); });
