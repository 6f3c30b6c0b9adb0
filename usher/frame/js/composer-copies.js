// Who is in copy changed while the page stands open: the composer shows it, and keeps whom its author added or took out.
const listed = text => text.split(/[,;\s]+/).filter(Boolean);
customElements.define("copies-now", class extends HTMLElement {
  static observedAttributes = ["addresses"];
  attributeChangedCallback(name, old, addresses) {
    const { cc, cc_before: shown } = document.querySelector("composer-box form")?.elements ?? {};
    if (!shown || shown.value === addresses) return;
    const [was, now] = [listed(shown.value), listed(addresses)];
    const left = listed(cc.value).filter(each => now.includes(each) || !was.includes(each));
    const came = now.filter(each => !was.includes(each) && !left.includes(each));
    [cc.defaultValue, shown.value] = [addresses, addresses]; // what the form goes back to once this reply has left
    cc.value = [...left, ...came].join(", ");
    if (cc.value) cc.closest(".cmp-cc").hidden = false;
  }
});
