// A list with a roving cursor: J/K move, X selects, Shift+X selects a range, Enter or O opens. Rows and cards alike.
// States live in data-cur and data-sel, which a morph leaves alone. A key of the bulk bar (data-hotkey) without a selection selects the row at the cursor first.
customElements.define("ticket-list", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", e => {
      if (e.target.matches("[data-all]")) this.rows.forEach(r => this.select(r, e.target.checked));
      else if (e.target.matches(".ck")) this.select(e.target.closest("[data-id]"), e.target.checked);
      this.count();
    });
    this.addEventListener("click", e => {
      if (e.target.closest("[data-clear]")) this.clear();
      if (e.target.closest("[data-id]")) this.point(e.target.closest("[data-id]"));
    });
    this.heard = { "usher:key": e => this.key(e), "htmx:after:swap": () => this.count() };
    for (const name in this.heard) document.addEventListener(name, this.heard[name]);
    const here = this.querySelector("[aria-current]")?.closest("[data-id]");
    if (here) { this.point(here); here.scrollIntoView({ block: "nearest" }); }
  }
  disconnectedCallback() { clearTimeout(this.wait); for (const name in this.heard) document.removeEventListener(name, this.heard[name]); }
  get rows() { return [...this.querySelectorAll("[data-id]")]; }
  get cur() { return this.querySelector("[data-cur]"); }
  point(row) { this.cur?.removeAttribute("data-cur"); row.setAttribute("data-cur", ""); }
  clear() { this.rows.forEach(r => this.select(r, false)); this.count(); }
  select(row, on) { row.toggleAttribute("data-sel", on); row.querySelectorAll(".ck").forEach(box => { box.checked = on; }); }
  count() {
    const n = this.querySelectorAll("[data-sel]").length, all = this.querySelector("[data-all]"), bar = this.querySelector(".bulk");
    this.toggleAttribute("data-has-sel", n > 0);
    if (all) { all.checked = n > 0 && n === this.rows.length; all.indeterminate = n > 0 && !all.checked; }
    if (bar) { bar.hidden = !n; bar.querySelector("b").textContent = n; }
    this.dispatchEvent(new CustomEvent("usher:counted", { bubbles: true, detail: !!all?.checked }));
  }
  key(e) {
    const k = e.detail.key, act = { j: () => this.move(1), k: () => this.move(-1), x: () => this.toggle(), X: () => this.toggle(true), Enter: () => this.open(), o: () => this.open(), Escape: () => this.clear() }[k] ?? this.bulk(k);
    if (!act || !this.checkVisibility() || (k === "Escape" && !this.hasAttribute("data-has-sel"))) return;
    e.preventDefault();
    act();
  }
  bulk(key) {
    const deed = this.cur && this.querySelector(`.bulk [data-hotkey="${CSS.escape(key)}"]`);
    return deed && (() => { this.toggle(); deed.click(); });
  }
  move(step) {
    const rows = this.rows, row = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(this.cur) + step))];
    if (!row) return;
    this.point(row);
    row.querySelector("a").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    clearTimeout(this.wait);
    if (this.getAttribute("open") === "pane") this.wait = setTimeout(() => this.open(), 90);
  }
  open() { this.cur?.querySelector("a").click(); }
  toggle(range) {
    const rows = this.rows, i = rows.indexOf(this.cur), from = range && this.last != null ? this.last : i;
    if (i < 0) return;
    const on = range || !this.cur.hasAttribute("data-sel");
    for (let n = Math.min(i, from); n <= Math.max(i, from); n++) this.select(rows[n], on);
    this.last = i;
    this.count();
  }
});
