// data-copy="#id" copies the value or text of that element and says so.
document.addEventListener("click", async e => {
  const b = e.target.closest("[data-copy]"), from = b && document.querySelector(b.dataset.copy);
  if (!from) return;
  await navigator.clipboard.writeText(from.value ?? from.textContent.trim());
  document.dispatchEvent(new CustomEvent("usher:toast", { detail: { text: b.dataset.copied ?? "" } }));
});
