// Relative times ("6m", "2h", "3d") stay true while the page is open. The server wrote the first value.
const unit = (n, u) => document.documentElement.lang === "en" || !document.documentElement.lang ? n + u : n + " " + ({ m: "min", h: "h", d: "d" }[u]);
const words = () => document.getElementById("words")?.dataset ?? {};
const tick = () => {
  if (document.hidden) return;
  for (const t of document.querySelectorAll("time[data-ago]")) {
    const m = Math.floor((Date.now() - Date.parse(t.dateTime)) / 6e4);
    if (m >= 1440 && t.dataset.ago === "day") { t.textContent = t.title; continue; }
    const short = m < 1 ? words().now : m < 60 ? unit(m, "m") : m < 1440 ? unit(Math.floor(m / 60), "h") : m < 43200 ? unit(Math.floor(m / 1440), "d") : null;
    if (short === null) continue;
    const text = t.dataset.ago === "day" && m >= 1 ? (words().ago ?? "{}").replace("{}", short) : short;
    if (text && t.textContent !== text) t.textContent = text;
  }
};
setInterval(tick, 20e3);
document.addEventListener("visibilitychange", tick);
