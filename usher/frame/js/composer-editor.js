// The rich editor is fetched when the composer is first focused; the plain text area stays without it.
document.addEventListener("focusin", async e => {
  const box = e.target.closest?.("composer-box");
  if (!box || !e.target.matches(".cmp-text") || box.dataset.editor) return;
  box.dataset.editor = "loading";
  try {
    const { attach } = await import("usher/editor");
    attach(box);
    box.dataset.editor = "ready";
  } catch {
    box.dataset.editor = "";
  }
});
