// Pieces marked data-live="topic …" are asked for again when the server hints that a topic changed.
// The stream carries no content; each piece comes from data-live-src (or this page) with this person's rights.
let stream, asked = "", tries = 0, retry;
const late = new Map(), pieces = () => [...document.querySelectorAll("[data-live]")];
const topics = () => [...new Set(pieces().flatMap(p => p.dataset.live.split(/\s+/)))].sort().join(",");
const fetchPiece = p => {
  clearTimeout(late.get(p));
  late.set(p, setTimeout(() => {
    late.delete(p);
    if (!p.isConnected) return;
    const own = p.dataset.liveSrc;
    htmx.ajax("GET", own ?? location.href, { source: p, target: p, swap: "outerMorph", ...(own ? {} : { select: "#" + CSS.escape(p.id) }) });
  }, 120));
};
const refresh = topic => pieces().forEach(p => { if (!topic || p.dataset.live.split(/\s+/).includes(topic)) fetchPiece(p); });
const bar = off => { const b = document.getElementById("offline"); if (b) b.hidden = !off; };
const open = () => {
  clearTimeout(retry);
  stream?.close();
  asked = topics();
  if (!asked) { stream = null; return; }
  const s = stream = new EventSource(`/events?topics=${encodeURIComponent(asked)}`);
  s.onopen = () => { if (tries) refresh(); tries = 0; bar(!navigator.onLine); };
  s.onmessage = e => {
    let topic = e.data;
    try { const d = JSON.parse(e.data); topic = d.topic ?? d; } catch { /* a bare topic */ }
    document.dispatchEvent(new CustomEvent("usher:hint", { detail: { topic } }));
    refresh(topic);
  };
  s.onerror = () => { s.close(); tries++; retry = setTimeout(open, Math.min(30e3, 1e3 * 2 ** Math.min(tries, 5)) * (.5 + Math.random())); };
};
addEventListener("offline", () => bar(true));
addEventListener("online", () => { bar(false); tries = 1; open(); });
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", e => { if (e.persisted) { tries = 1; open(); } });
document.addEventListener("htmx:after:swap", () => { if (topics() !== asked) open(); });
open();
