// Pieces marked data-live="topic …" are asked for again when the server hints that a topic changed.
// The stream carries no content; each piece comes from data-live-src (or this page) with this person's rights.
let stream, asked = "", tries = 0, retry;
const late = new Map(), pieces = () => [...document.querySelectorAll("[data-live]")], named = p => p.dataset.live.split(/\s+/);
const topics = () => [...new Set(pieces().flatMap(named))].sort().slice(0, 50).join(",");
const ask = p => {
  clearTimeout(late.get(p));
  late.set(p, setTimeout(() => {
    late.delete(p);
    if (!p.isConnected) return;
    const own = p.dataset.liveSrc;
    htmx.ajax("GET", own ?? location.href, { source: p, target: p, swap: "outerMorph", ...(own ? {} : { select: "#" + CSS.escape(p.id) }) });
  }, 120));
};
const refresh = changed => pieces().forEach(p => { if (!changed || named(p).some(t => changed.includes(t))) ask(p); });
const bar = off => { const b = document.getElementById("offline"); if (b) b.hidden = !off; };
const open = () => {
  clearTimeout(retry);
  const slug = document.documentElement.dataset.organization, old = stream;
  asked = topics();
  if (!asked || !slug) { stream = null; old?.close(); return; }
  const s = stream = new EventSource(`/events?organization=${encodeURIComponent(slug)}&topics=${encodeURIComponent(asked)}`);
  s.onopen = () => { old?.close(); bar(false); if (tries) refresh(); tries = 0; };
  s.addEventListener("hint", e => refresh(JSON.parse(e.data).t));
  s.addEventListener("gone", () => { s.close(); location.reload(); }); // signed out, or other rights than when the page was drawn
  s.onerror = () => {
    old?.close();
    if (s !== stream || s.readyState !== EventSource.CLOSED) return; // a broken stream is opened again by the browser, which says that it was here
    tries++;
    retry = setTimeout(open, Math.min(30e3, 1e3 * 2 ** Math.min(tries, 5)) * (.5 + Math.random()));
  };
};
addEventListener("offline", () => bar(true));
addEventListener("online", () => { bar(false); tries = 1; open(); });
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", e => { if (e.persisted) { tries = 1; open(); } });
document.addEventListener("htmx:after:swap", () => { if (topics() !== asked) open(); });
open();
