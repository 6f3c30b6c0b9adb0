// Menus (popover): arrows, Home, End, typing ahead, a filter field; Escape and focus return come from the browser.
const items = menu => [...menu.querySelectorAll(".menu-i")].filter(i => !i.hidden && !i.disabled);
const target = i => i.querySelector("input") ?? i;
let typed = "", clear;
document.addEventListener("toggle", e => {
  if (!e.target.matches?.(".menu")) return;
  document.querySelectorAll(`[popovertarget="${e.target.id}"]`).forEach(b => b.setAttribute("aria-expanded", e.newState === "open"));
  if (e.newState !== "open") return;
  const list = items(e.target), first = e.target.querySelector(".menu-q input") ?? list.find(i => i.getAttribute("aria-checked") === "true" || i.querySelector(":checked")) ?? list[0];
  if (first) target(first).focus();
}, true);
document.addEventListener("keydown", e => {
  const menu = e.target.closest?.(".menu");
  if (!menu) return;
  const list = items(menu), at = list.indexOf(e.target.closest(".menu-i"));
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? list.length - 1 : at - 1, Home: 0, End: list.length - 1 }[e.key];
  if (to !== undefined && list.length) {
    e.preventDefault();
    target(list[(to + list.length) % list.length]).focus();
  } else if (e.key.length === 1 && !e.target.matches(".menu-q input") && !e.ctrlKey && !e.metaKey) {
    typed += e.key.toLowerCase();
    clearTimeout(clear);
    clear = setTimeout(() => { typed = ""; }, 600);
    const hit = list.find(i => i.textContent.trim().toLowerCase().startsWith(typed));
    if (hit) { e.preventDefault(); target(hit).focus(); }
  } else if (e.key === "Enter" && e.target.matches(".menu-q input")) {
    e.preventDefault();
    list[0]?.click();
  }
});
document.addEventListener("input", e => {
  if (!e.target.matches(".menu-q input")) return;
  const q = e.target.value.trim().toLowerCase();
  e.target.closest(".menu").querySelectorAll(".menu-i").forEach(i => { i.hidden = !i.textContent.toLowerCase().includes(q); });
});
document.addEventListener("click", e => {
  const item = e.target.closest(".menu .menu-i");
  if (item && !item.matches("[data-keep-open]")) item.closest("[popover]")?.hidePopover();
});
// A form in a menu that was accepted closes it; one that saves each choice by itself keeps it open.
document.addEventListener("htmx:after:swap", e => {
  if (e.detail.ctx?.response?.status < 300 && !e.target.matches?.("[data-autosave]")) e.target.closest?.(".menu:popover-open")?.hidePopover();
});
