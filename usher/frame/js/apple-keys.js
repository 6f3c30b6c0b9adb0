// Keys are printed as on most keyboards; on Apple's the command key stands for Ctrl.
const fit = () => document.querySelectorAll("kbd").forEach(k => {
  if (k.textContent.includes("Ctrl")) k.textContent = k.textContent.replace(/Ctrl ?/, "⌘");
});
if (/Mac|iP/.test(navigator.platform)) {
  fit();
  document.addEventListener("htmx:after:swap", fit);
}
