// One key, one command. An element names its key: data-hotkey="e", "g m" or "mod+k,/"; the key clicks or focuses it.
// Keys that no element claims are offered to lists as the event usher:key. Single keys stay off while typing.
let prefix = "", timer;
const typing = t => t.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], dialog[open], [popover]:popover-open");
// A property's select saves at once: while its list is closed, a letter is a command there and never a value.
const closed = CSS.supports("selector(:open)") ? t => t.matches?.("select[data-hotkey]:not(:open)") : () => false;
const wanted = combo => {
  const all = [...document.querySelectorAll("[data-hotkey]")].filter(e => e.dataset.hotkey.split(",").includes(combo) && !e.disabled && !e.closest("dialog:not([open])"));
  const shown = all.filter(e => e.checkVisibility());
  return shown.find(e => e.closest(".bulk")) ?? shown[0] ?? all.find(e => !e.closest("[hidden], .bulk"));
};
const run = e => {
  if (e.matches("select")) { e.focus(); try { e.showPicker(); } catch { /* needs a gesture in some browsers */ } }
  else if (e.matches("input, textarea")) e.focus();
  else e.click();
};
const press = (combo, key) => {
  const el = wanted(combo);
  if (el) run(el);
  return Boolean(el) || !document.dispatchEvent(new CustomEvent("usher:key", { detail: { key }, cancelable: true }));
};
document.addEventListener("keydown", e => {
  if (e.defaultPrevented || e.isComposing || e.altKey) return;
  if (e.metaKey || e.ctrlKey) {
    const el = wanted("mod+" + e.key.toLowerCase());
    if (el) { e.preventDefault(); run(el); }
    return;
  }
  const command = e.key.length === 1 && e.key !== " " && closed(e.target);
  if (typing(e.target) && !command || document.documentElement.dataset.hotkeys === "off") return;
  if (command) e.preventDefault();
  if (e.key === "Enter" && e.target.closest("a, button, summary")) return;
  const combo = prefix + e.key;
  clearTimeout(timer);
  if (!prefix && e.key === "g") { prefix = "g "; timer = setTimeout(() => { prefix = ""; }, 1200); return; }
  prefix = "";
  if (press(combo, e.key)) e.preventDefault();
});
// Escape in a list that its key opened gives the keys back to the page.
document.addEventListener("keyup", e => {
  if (e.key === "Escape" && e.target.matches?.("select[data-hotkey]")) e.target.blur();
});
// The palette runs its commands as if their keys were pressed, also where single keys are switched off.
document.addEventListener("usher:press", e => press(e.detail.key, e.detail.key));
