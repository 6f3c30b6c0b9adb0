// Reply or note in one box: tabs, a draft kept per ticket, Ctrl+Enter sends, with Shift sends and resolves.
customElements.define("composer-box", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector(".cmp-text");
    this.key = "draft:" + (this.dataset.draft || location.pathname);
    this.restore();
    this.mode(this.dataset.mode);
    this.addEventListener("input", e => this.keep(e));
    this.addEventListener("keydown", e => this.press(e));
    this.addEventListener("click", e => {
      const tab = e.target.closest("[role=tab]"), send = e.target.closest("[data-send]");
      if (tab) this.mode(tab.dataset.mode, "text");
      if (send) this.send(send.dataset.send);
      if (e.target.closest("[data-cc]")) { this.querySelector(".cmp-cc").hidden = false; this.form.elements.cc.focus(); }
    });
    // Whatever else happens to the form: what leaves is what the box shows.
    this.form.addEventListener("formdata", e => e.formData.set("kind", this.dataset.mode));
    this.form.addEventListener("htmx:after:request", e => { if (e.detail.ctx.sourceElement === this.form && e.detail.ctx.response?.status < 300) this.done(); });
  }
  restore() {
    try {
      const draft = JSON.parse(sessionStorage.getItem(this.key));
      if (!draft || this.text.value) return;
      this.text.value = draft.text;
      this.form.elements.body_html.value = draft.html ?? "";
      if (draft.mode === "note") this.dataset.mode = "note"; // a kept note must never come back as a reply
    } catch { sessionStorage.removeItem(this.key); }
  }
  keep(e) {
    if (e?.isTrusted && e.target === this.text) this.form.elements.body_html.value = ""; // typed without the editor: its HTML is out of date
    sessionStorage.setItem(this.key, JSON.stringify({ text: this.text.value, html: this.form.elements.body_html.value, mode: this.dataset.mode }));
    this.querySelector(".cmp-save").hidden = !this.text.value;
  }
  press(e) {
    if ((e.metaKey || e.ctrlKey) && e.key === "Enter") { e.preventDefault(); this.send(e.shiftKey ? "resolve" : ""); }
    else if (e.target.role === "tab" && /^Arrow(Left|Right)$/.test(e.key)) this.mode(this.dataset.mode === "reply" ? "note" : "reply", "tab");
    else if (e.key === "Escape" && !e.defaultPrevented) e.target.blur();
  }
  send(then) {
    this.form.elements.then.value = then;
    this.form.requestSubmit();
    this.form.elements.then.value = "";
  }
  done() {
    this.form.reset();
    this.dispatchEvent(new CustomEvent("usher:sent", { bubbles: true }));
    this.querySelector(".cmp-save").hidden = true;
    sessionStorage.removeItem(this.key);
  }
  mode(name, focus) {
    const tabs = [...this.querySelectorAll("[role=tab]")];
    this.dataset.mode = tabs.some(t => t.dataset.mode === name) ? name : "note";
    tabs.forEach(t => { t.ariaSelected = t.dataset.mode === name; t.tabIndex = t.dataset.mode === name ? 0 : -1; });
    this.text.placeholder = this.dataset[this.dataset.mode] ?? "";
    if (this.text.value) this.keep();
    if (focus === "tab") tabs.find(t => t.dataset.mode === name)?.focus();
    if (focus === "text") (this.querySelector(".ProseMirror") ?? this.text).focus();
  }
});
