// data-dialog="id" opens a dialog; a click on its backdrop or [data-close] closes it (browsers without closedby or commandfor).
document.addEventListener("click", e => {
  const opener = e.target.closest("[data-dialog]"), closer = e.target.closest("dialog [data-close]");
  if (opener) {
    const d = document.getElementById(opener.dataset.dialog);
    if (d && !d.open) d.showModal();
  }
  if (closer) closer.closest("dialog").close();
  if (e.target.matches("dialog[open]") && !e.target.matches(".strict")) {
    const r = e.target.getBoundingClientRect();
    if (e.clientX < r.left || e.clientX > r.right || e.clientY < r.top || e.clientY > r.bottom) e.target.close();
  }
});
// What a GET puts into a closed dialog opens it; what a form in a dialog changes closes it.
document.addEventListener("htmx:after:swap", e => {
  const { ctx } = e.detail;
  if (ctx.request.method === "GET") {
    if (ctx.target?.matches("dialog:not([open])")) ctx.target.showModal();
    return;
  }
  const d = e.target.closest?.("dialog[open]");
  if (d && e.detail.ctx.response?.status < 300) d.close();
});
