// The theme is drawn by the server from a cookie, so nothing flashes; the switch only sets both.
const dark = matchMedia("(prefers-color-scheme: dark)");
const set = name => {
  document.documentElement.dataset.theme = name;
  document.cookie = `theme=${name}; path=/; max-age=31536000; samesite=lax`;
};
document.addEventListener("click", e => {
  const b = e.target.closest("[data-theme-switch]");
  if (!b) return;
  const now = document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
  set(b.dataset.themeSwitch || (now === "dark" ? "light" : "dark"));
});
