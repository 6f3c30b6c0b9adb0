// Commands on the page are filtered in place; tickets and people come from the server (data-src), 80 ms after the last key.
customElements.define("command-palette", class extends HTMLElement {
  connectedCallback() {
    this.q = this.querySelector("input");
    this.found = this.querySelector("[data-found]");
    this.q.addEventListener("input", () => this.filter());
    this.addEventListener("keydown", e => {
      if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); this.step(e.key === "ArrowDown" ? 1 : -1); }
      if (e.key === "Enter") { e.preventDefault(); this.run(this.chosen); }
    });
    this.addEventListener("click", e => this.run(e.target.closest("[role=option]")));
    this.closest("dialog").addEventListener("toggle", e => { if (e.newState === "open") this.open(); });
  }
  get shown() { return [...this.querySelectorAll("[role=option]")].filter(o => !o.hidden); }
  get chosen() { return this.querySelector("[aria-selected=true]"); }
  open() {
    this.q.value = "";
    this.querySelectorAll("[data-for]").forEach(o => { o.dataset.off = this.can(o.dataset.for) ? "" : "1"; });
    this.filter();
    this.q.focus();
  }
  // A command of the bulk bar needs a ticket: a selected one, or the one at the cursor.
  can(key) { return [...document.querySelectorAll(`[data-hotkey="${CSS.escape(key)}"]`)].some(e => !e.closest(".bulk") || document.querySelector("ticket-list :is([data-sel], [data-cur])")); }
  filter() {
    const words = this.q.value.trim().toLowerCase().split(/\s+/);
    for (const o of this.querySelectorAll("[role=option]:not([data-found] *)")) o.hidden = o.dataset.off === "1" || !words.every(w => (o.dataset.words ?? o.textContent).toLowerCase().includes(w));
    this.tidy();
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.ask(words.join(" ")), 80);
  }
  async ask(q) {
    if (!q || !this.dataset.src) { this.found.replaceChildren(); return this.tidy(); }
    const answer = await fetch(`${this.dataset.src}?q=${encodeURIComponent(q)}`, { headers: { "HX-Request": "true", "HX-Request-Type": "partial" } }).catch(() => null);
    if (answer?.ok && q === this.q.value.trim().toLowerCase().split(/\s+/).join(" ")) this.found.innerHTML = await answer.text();
    this.tidy();
  }
  tidy() {
    this.querySelectorAll("[role=group]").forEach(g => { g.hidden = ![...g.querySelectorAll("[role=option]")].some(o => !o.hidden); });
    const all = this.shown;
    this.querySelector(".pal-empty").hidden = all.length > 0;
    this.querySelector("[role=status]").textContent = all.length;
    if (!all.includes(this.chosen)) this.mark(all[0]);
  }
  mark(o) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.q.setAttribute("aria-activedescendant", o?.id ?? "");
    o?.setAttribute("aria-selected", "true");
    o?.scrollIntoView({ block: "nearest" });
  }
  step(n) { const all = this.shown; this.mark(all[(all.indexOf(this.chosen) + n + all.length) % all.length]); }
  run(o) {
    if (!o) return;
    this.closest("dialog").close();
    if (o.dataset.href) location.href = o.dataset.href;
    else document.dispatchEvent(new CustomEvent("usher:press", { detail: { key: o.dataset.for } }));
  }
});
