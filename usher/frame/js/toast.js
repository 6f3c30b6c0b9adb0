// Toasts: one sentence, six seconds (paused while looked at) or as long as it can be undone, errors stay. Sent by the header HX-Trigger: usher:toast.
const arm = t => {
  if (t.dataset.armed) return;
  t.dataset.armed = "1";
  t.querySelector("[data-close]").onclick = () => t.remove();
  if (t.matches(".bad")) return;
  const left = Number(t.querySelector("[data-left]")?.dataset.left);
  if (left) return void setTimeout(() => t.remove(), left * 1000);
  let timer;
  const start = () => { timer = setTimeout(() => t.remove(), 6000); }, stop = () => clearTimeout(timer);
  t.addEventListener("pointerenter", stop);
  t.addEventListener("pointerleave", start);
  t.addEventListener("focusin", stop);
  t.addEventListener("focusout", start);
  start();
};
const host = () => document.getElementById("toasts");
document.addEventListener("usher:toast", e => {
  const { text, kind = "", undo, seconds } = e.detail, node = document.getElementById("toast-row").content.cloneNode(true).firstElementChild;
  node.classList.toggle("bad", kind === "bad");
  if (kind === "bad") node.setAttribute("role", "alert"); // what went well is told by the host, a region that was there before
  node.querySelector("span").textContent = text;
  const form = node.querySelector("form");
  if (undo) { form.action = undo; form.setAttribute("hx-post", undo); form.addEventListener("htmx:finally:request", () => node.remove()); } else form.remove();
  if (undo && seconds) node.querySelector("[data-left]").dataset.left = seconds;
  host().append(node);
  htmx.process(node);
  arm(node);
});
host()?.querySelectorAll(".toast").forEach(arm);
