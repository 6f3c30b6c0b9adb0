// In a list beside its conversation the opened ticket is marked, also after the browser's Back.
const mark = () => {
  const links = [...document.querySelectorAll("ticket-list[open=pane] a")];
  const here = links.find(a => a.href === location.href) ?? links.find(a => a.pathname === location.pathname);
  for (const a of links) if (a === here) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current");
};
document.addEventListener("htmx:after:history:push", mark);
document.addEventListener("htmx:after:swap", mark);
addEventListener("popstate", mark);
