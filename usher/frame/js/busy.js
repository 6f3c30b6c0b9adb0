// While a request runs its button is busy (label and width stay) and, after a second, a line runs along the panel.
let running = 0;
const button = e => e.detail.ctx?.request?.submitter ?? (e.target.matches?.("button") ? e.target : null);
document.addEventListener("htmx:before:request", e => {
  running++;
  document.documentElement.toggleAttribute("data-busy", true);
  button(e)?.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:finally:request", e => {
  running = Math.max(0, running - 1);
  document.documentElement.toggleAttribute("data-busy", running > 0);
  button(e)?.removeAttribute("aria-busy");
});
