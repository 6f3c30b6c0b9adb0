// Reply or note in one box: tabs, a draft kept per ticket, Ctrl+Enter sends, with Shift sends and resolves.
customElements.define("composer-box", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector(".cmp-text");
    this.key = "draft:" + (this.dataset.draft || location.pathname);
    this.restore();
    this.addEventListener("input", () => this.keep());
    this.addEventListener("keydown", e => this.press(e));
    this.addEventListener("click", e => {
      const tab = e.target.closest("[role=tab]"), send = e.target.closest("[data-send]");
      if (tab) this.mode(tab.dataset.mode, true);
      if (send) this.send(send.dataset.send);
      if (e.target.closest("[data-cc]")) { const cc = this.querySelector(".cmp-cc"); cc.hidden = false; cc.querySelector("input").focus(); }
    });
    this.addEventListener("htmx:after:request", e => { if (e.target === this.form && e.detail.ctx.response?.status < 300) this.done(); });
    this.mode(this.dataset.mode || "reply");
  }
  restore() {
    try { if (!this.text.value) this.text.value = JSON.parse(sessionStorage.getItem(this.key))?.text ?? ""; } catch { sessionStorage.removeItem(this.key); }
  }
  keep() {
    sessionStorage.setItem(this.key, JSON.stringify({ text: this.text.value, html: this.form.elements.body_html?.value }));
    this.querySelector(".cmp-save").hidden = !this.text.value;
  }
  press(e) {
    if ((e.metaKey || e.ctrlKey) && e.key === "Enter") { e.preventDefault(); this.send(e.shiftKey ? "resolve" : ""); }
    else if (e.target.role === "tab" && /^Arrow(Left|Right)$/.test(e.key)) this.mode(this.dataset.mode === "reply" ? "note" : "reply", false, true);
    else if (e.key === "Escape" && !e.defaultPrevented) e.target.blur();
  }
  send(then) {
    const field = this.form.elements.then;
    field.value = then;
    this.form.requestSubmit();
    field.value = "";
  }
  done() {
    sessionStorage.removeItem(this.key);
    this.form.reset();
    this.dispatchEvent(new CustomEvent("usher:sent", { bubbles: true }));
    this.mode(this.dataset.mode);
    this.querySelector(".cmp-save").hidden = true;
  }
  mode(name, focus, keepTab) {
    this.dataset.mode = name;
    if (this.form.elements.kind) this.form.elements.kind.value = name;
    for (const tab of this.querySelectorAll("[role=tab]")) {
      const on = tab.dataset.mode === name;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      if (on && keepTab) tab.focus();
    }
    this.text.placeholder = this.dataset[name] ?? "";
    if (focus) (this.querySelector(".ProseMirror") ?? this.text).focus();
  }
});
