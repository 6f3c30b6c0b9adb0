// A rich text in a form: <rich-text data-html="name of the hidden field" data-value="its HTML"> around the form. Without script the field stays empty.
customElements.define("rich-text", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector(".cmp-text");
    const html = this.form.elements[this.dataset.html];
    html.value = this.dataset.value;
    this.addEventListener("input", e => { if (e.isTrusted && e.target === this.text) html.value = ""; }); // typed before the editor came: its HTML is out of date
  }
});
