// Pictures pasted or dropped into the rich text are stored at once and stand where the caret is; other files are attached.
const taken = (box, files) => box?.dataset.pictures && box.dataset.editor === "ready" && files?.length && [...files].every(f => /^image\/(png|jpeg|gif|webp)$/.test(f.type));
const add = async (box, file) => {
  const data = new FormData(), words = document.getElementById("words").dataset;
  data.set("csrfmiddlewaretoken", box.form.elements.csrfmiddlewaretoken.value);
  data.set("picture", file);
  try {
    const answer = await fetch(box.dataset.pictures, { method: "POST", body: data });
    if (answer.status !== 201) throw new Error(answer.status);
    const image = document.createElement("img");
    image.setAttribute("src", (await answer.json()).src);
    box.dispatchEvent(new CustomEvent("usher:insert", { detail: { html: image.outerHTML } }));
  } catch (problem) {
    document.dispatchEvent(new CustomEvent("usher:toast", { detail: { text: problem.name === "TypeError" ? words.unreachable : words.broken, kind: "bad" } }));
  }
};
for (const kind of ["paste", "drop"]) document.addEventListener(kind, async e => {
  const box = e.target.closest?.(".ProseMirror")?.closest("composer-box"), files = (e.clipboardData ?? e.dataTransfer)?.files;
  if (!taken(box, files)) return;
  e.preventDefault();
  e.stopPropagation();
  for (const file of [...files]) await add(box, file);
}, true);
