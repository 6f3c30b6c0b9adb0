// The rich editor is fetched when its text area is first focused; the plain one stays without it.
document.addEventListener("focusin", async e => {
  const box = e.target.closest?.("composer-box, rich-text");
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
