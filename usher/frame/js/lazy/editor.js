// The rich composer: the editor's HTML goes into body_html, its plain text into the text area, so a form post is all it takes.
import { Editor, Document, Paragraph, Text, HardBreak, Bold, Italic, Code, BulletList, OrderedList, ListItem, Blockquote, Link, Image, History } from "django-prose-editor/editor";

const paragraphs = text => text ? { type: "doc", content: text.split(/\n{2,}/).map(p => ({ type: "paragraph", content: p.split("\n").flatMap((l, i) => [...(i ? [{ type: "hardBreak" }] : []), ...(l ? [{ type: "text", text: l }] : [])]) })) } : "";

export function attach(box) {
  const text = box.text, html = box.form.elements[box.dataset.html ?? "body_html"], place = document.createElement("div"), bar = box.querySelector(".cmp-fmt");
  const editor = new Editor({
    element: place,
    injectCSS: false, // the page's policy allows no inline style elements
    extensions: [Document, Paragraph, Text, HardBreak, Bold, Italic, Code, BulletList, OrderedList, ListItem, Blockquote, Link, Image, History],
    content: html.value || paragraphs(text.value),
    editorProps: {
      attributes: { class: "cmp-text prose", role: "textbox", "aria-multiline": "true", "aria-label": text.getAttribute("aria-label") },
      transformPastedHTML: pasted => pasted.replace(/<img\b[^>]*>/gi, ""), // pictures of other pages would be lost on sending
      handleKeyDown: (_, e) => (e.metaKey || e.ctrlKey) && e.key === "Enter",
    },
    onUpdate: () => {
      write();
      text.dispatchEvent(new Event("input", { bubbles: true }));
      empty();
    },
    onTransaction: () => bar?.querySelectorAll("[data-mark]").forEach(b => b.setAttribute("aria-pressed", editor.isActive(b.dataset.mark))),
  });
  const write = () => {
    text.value = editor.getText({ blockSeparator: "\n\n" }).replace(/\n{3,}/g, "\n\n");
    html.value = editor.isEmpty ? "" : editor.getHTML();
  };
  const empty = () => {
    editor.view.dom.dataset.placeholder = text.placeholder;
    editor.view.dom.toggleAttribute("data-empty", editor.isEmpty);
  };
  // The focus passes over before the text area goes: no key pressed meanwhile may fall through to the page.
  const caret = html.value ? editor.state.doc.content.size : Math.min(text.selectionStart + 1, editor.state.doc.content.size);
  text.after(place);
  editor.commands.setTextSelection(caret);
  if (document.activeElement === text) editor.view.focus();
  text.hidden = true;
  if (bar) bar.hidden = false;
  bar?.addEventListener("click", e => format(e.target.closest("[data-run]")));
  const dialog = box.querySelector("dialog");
  const format = b => {
    if (!b) return;
    if (b.dataset.run !== "link") { editor.chain().focus()[b.dataset.run]().run(); return; }
    dialog.querySelector("input").value = editor.getAttributes("link").href ?? "";
    dialog.returnValue = "";
    dialog.showModal();
  };
  dialog?.addEventListener("close", () => {
    const href = dialog.querySelector("input").value.trim(), chain = editor.chain().focus().extendMarkRange("link");
    if (dialog.returnValue === "set") (href ? chain.setMark("link", { href: /^[a-z]+:/i.test(href) ? href : "https://" + href }) : chain.unsetMark("link")).run();
  });
  box.addEventListener("usher:fill", e => editor.commands.setContent(e.detail.html || paragraphs(e.detail.text) || "", { emitUpdate: true }));
  box.addEventListener("usher:insert", e => editor.chain().focus().insertContent(e.detail.html).run());
  new MutationObserver(empty).observe(text, { attributeFilter: ["placeholder"] });
  write();
  empty();
}
