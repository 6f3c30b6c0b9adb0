// A form with data-autosave sends itself when a value changes; its Save button is for pages without script.
document.addEventListener("change", e => {
  const form = e.target.form;
  if (form?.matches("[data-autosave]") && form.reportValidity()) form.requestSubmit();
});
// Arrows open a closed list, as they do on a Mac, instead of walking through values that are each saved at once.
const closed = CSS.supports("selector(:open)") ? "[data-autosave] select:not(:open)" : ":not(*)";
document.addEventListener("keydown", e => {
  if (!/^(Arrow|Page|Home|End)/.test(e.key) || !e.target.matches?.(closed)) return;
  e.preventDefault();
  e.target.showPicker();
});
