// In a list beside its conversation the opened ticket is marked, also after the browser's Back.
const mark = () => document.querySelectorAll("ticket-list[open=pane] a").forEach(a => {
  if (a.pathname === location.pathname) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current");
});
document.addEventListener("htmx:after:history:push", mark);
document.addEventListener("htmx:after:swap", mark);
addEventListener("popstate", mark);
