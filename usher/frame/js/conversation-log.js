// The conversation opens at its newest message and stays there when one arrives, unless its reader has scrolled up.
customElements.define("conversation-log", class extends HTMLElement {
  connectedCallback() {
    this.down();
    this.addEventListener("scroll", () => { this.atEnd = this.scrollHeight - this.scrollTop - this.clientHeight < 80; }, { passive: true });
    this.seen = this.last?.id;
    this.watch = new MutationObserver(() => this.changed());
    this.watch.observe(this, { childList: true, subtree: true });
    this.size = new ResizeObserver(() => { if (this.atEnd) this.scrollTop = this.scrollHeight; });
    this.size.observe(this);
  }
  disconnectedCallback() { this.watch.disconnect(); this.size.disconnect(); }
  get last() { return [...this.querySelectorAll(".msg")].at(-1); }
  down() {
    const at = location.hash && this.querySelector(CSS.escape(location.hash).replace("\\#", "#"));
    if (at) at.scrollIntoView(); else this.scrollTop = this.scrollHeight;
    this.atEnd = !at;
  }
  changed() {
    const last = this.last;
    if (!last || last.id === this.seen) return;
    this.seen = last.id;
    if (this.atEnd) this.scrollTop = this.scrollHeight;
    const bar = document.getElementById("new-message"), mine = last.matches(".mine");
    if (bar && !mine) { bar.querySelector("span").textContent = last.dataset.news ?? ""; bar.hidden = this.atEnd; }
    const polite = document.getElementById("polite");
    if (polite && !mine) polite.textContent = last.dataset.news ?? "";
  }
});
document.addEventListener("click", e => {
  const bar = e.target.closest("#new-message [data-show]")?.closest("#new-message");
  if (!bar) return;
  bar.hidden = true;
  const log = document.querySelector("conversation-log");
  log.scrollTop = log.scrollHeight;
});
