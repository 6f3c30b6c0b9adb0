// What a person hears when a request fails: what happened, what was kept, what to do. The words stand in base.html.
const words = name => document.getElementById("words")?.dataset[name] ?? "";
const say = text => document.dispatchEvent(new CustomEvent("usher:toast", { detail: { text, kind: "bad" } }));
const quiet = e => e.detail.ctx?.sourceElement?.matches?.("[data-live]");
document.addEventListener("htmx:response:error", e => {
  if (quiet(e)) return;
  const status = e.detail.ctx.response.status;
  if (status === 422 || status === 409) return;
  say(words(status === 403 ? "forbidden" : status === 404 ? "missing" : status === 429 ? "tooMany" : "broken"));
});
document.addEventListener("htmx:error", e => { if (e.detail.ctx && !quiet(e) && e.detail.error?.name !== "AbortError") say(words("unreachable")); });
