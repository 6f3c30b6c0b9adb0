// A form with data-autosave sends itself when a value changes; its Save button is for pages without script.
document.addEventListener("change", e => {
  const form = e.target.form;
  if (form?.matches("[data-autosave]") && form.reportValidity()) form.requestSubmit();
});
