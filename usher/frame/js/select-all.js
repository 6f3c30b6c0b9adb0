// A checkbox with data-select-all governs the checkboxes of its table or fieldset and shows the mixed state.
const boxes = all => [...all.closest("table, fieldset, form").querySelectorAll("input[type=checkbox]:not([data-select-all])")];
document.addEventListener("change", e => {
  if (e.target.matches("[data-select-all]")) boxes(e.target).forEach(b => { b.checked = e.target.checked; });
  const all = e.target.closest("table, fieldset, form")?.querySelector("[data-select-all]");
  if (!all) return;
  const on = boxes(all).filter(b => b.checked).length;
  all.checked = on > 0 && on === boxes(all).length;
  all.indeterminate = on > 0 && !all.checked;
});
