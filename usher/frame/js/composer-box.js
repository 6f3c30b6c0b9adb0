// Reply, note or update in one box: tabs, Ctrl+Enter sends, with Shift sends and resolves. Others keep what is typed.
customElements.define("composer-box", class extends HTMLElement {
  connectedCallback() {
    if (this.form) return; // moved within the page
    [this.form, this.text] = [this.querySelector("form"), this.querySelector(".cmp-text")];
    this.inner = this.form.elements.inner;
    if (this.dataset.keeps) this.drafts = { kept: JSON.parse(this.dataset.kept || "{}"), asked: {}, timer: 0 };
    this.tell("usher:box");
    this.mode(this.dataset.mode);
    this.addEventListener("input", e => {
      if (e.isTrusted && e.target === this.text) this.form.elements.body_html.value = ""; // typed without the editor: its HTML is out of date
      if (e.target === this.inner) this.mode(this.dataset.mode);
    });
    this.addEventListener("keydown", e => this.press(e));
    this.addEventListener("click", e => {
      const tab = e.target.closest("[role=tab]"), send = e.target.closest("[data-send]");
      if (tab) this.mode(tab.dataset.mode, "text"); else if (send) this.send(send.dataset.send);
      if (e.target.closest("[data-only]")) { this.form.elements.cc.value = ""; this.text.focus(); }
      if (e.target.closest("[data-cc]")) { this.querySelector(".cmp-cc").hidden = false; this.form.elements.cc.focus(); }
    });
    // Whatever else happens to the form: what leaves is what the box shows.
    this.form.addEventListener("formdata", e => e.formData.set("kind", this.kind(this.dataset.mode)));
    this.form.addEventListener("htmx:after:request", e => { if (e.detail.ctx.sourceElement === this.form && e.detail.ctx.response?.status < 300) this.done(); });
  }
  disconnectedCallback() { document.dispatchEvent(new CustomEvent("usher:gone", { detail: this })); }
  tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail })); }
  kind(mode) { return mode === "update" && this.inner?.checked ? "internal_update" : mode; }
  press(e) {
    if ((e.metaKey || e.ctrlKey) && e.key === "Enter") { e.preventDefault(); this.send(e.shiftKey ? "resolve" : ""); }
    else if (e.target.role === "tab" && /^Arrow(Left|Right)$/.test(e.key)) this.mode((e.key === "ArrowLeft" ? e.target.previousElementSibling : e.target.nextElementSibling)?.dataset.mode ?? this.dataset.mode, "tab");
    else if (e.key === "Escape" && !e.defaultPrevented) e.target.blur();
  }
  send(then) {
    this.form.elements.then.value = then;
    this.form.requestSubmit();
    this.form.elements.then.value = "";
  }
  done() {
    this.querySelector("#composer-kept")?.remove();
    this.form.reset();
    this.fill("", "");
    this.tell("usher:sent");
    this.mode(this.dataset.mode);
  }
  fill(text, html) {
    this.text.value = text;
    this.form.elements.body_html.value = html;
    this.tell("usher:fill", { text, html });
  }
  mode(name, focus) {
    const tabs = [...this.querySelectorAll("[role=tab]")], from = this.dataset.mode;
    const to = this.dataset.mode = tabs.some(t => t.dataset.mode === name) || !tabs.length ? name : tabs[0].dataset.mode;
    tabs.forEach(t => { t.ariaSelected = t.dataset.mode === to; t.tabIndex = t.dataset.mode === to ? 0 : -1; });
    this.text.placeholder = this.dataset[to] ?? "";
    this.tell("usher:mode", { from, to });
    this.toggleAttribute("data-private", this.kind(to) === "note" || this.kind(to) === "internal_update");
    if (focus === "tab") tabs.find(t => t.dataset.mode === to)?.focus();
    if (focus === "text") (this.querySelector(".ProseMirror") ?? this.text).focus();
  }
});
