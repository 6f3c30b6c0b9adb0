// Chosen files are listed beside their input and can be taken back one by one; dropped and pasted files join them.
const put = (input, files) => {
  const all = new DataTransfer();
  for (const f of files) all.items.add(f);
  input.files = all.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
};
const size = n => n < 1e3 ? `${n} B` : n < 1e6 ? `${Math.round(n / 1e3)} kB` : `${(n / 1e6).toFixed(1)} MB`;
const show = input => {
  const list = document.getElementById(input.dataset.list), row = document.getElementById("file-row").content;
  list?.replaceChildren(...[...input.files].map((f, i) => {
    const li = row.cloneNode(true);
    li.querySelector("[data-name]").textContent = f.name;
    li.querySelector("small").textContent = size(f.size);
    const b = li.querySelector("button");
    b.setAttribute("aria-label", b.getAttribute("aria-label") + " " + f.name);
    b.onclick = () => { put(input, [...input.files].filter((_, k) => k !== i)); input.focus(); };
    return li;
  }));
};
const inputOf = e => e.target.closest?.("[data-drop]")?.querySelector("input[type=file]");
document.addEventListener("change", e => { if (e.target.matches("input[type=file][data-list]")) show(e.target); });
document.addEventListener("reset", e => setTimeout(() => e.target.querySelectorAll("input[type=file][data-list]").forEach(show)));
for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, e => {
  const zone = e.target.closest?.("[data-drop]");
  if (!zone || !e.dataTransfer?.types.includes("Files")) return;
  e.preventDefault();
  zone.toggleAttribute("data-dropping", kind === "dragover");
  if (kind === "drop") { const input = inputOf(e); put(input, [...input.files, ...e.dataTransfer.files]); }
});
document.addEventListener("paste", e => {
  const input = inputOf(e), files = [...e.clipboardData.files];
  if (input && files.length) { e.preventDefault(); put(input, [...input.files, ...files]); }
});
