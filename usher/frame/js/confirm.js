// Only what cannot be undone asks: a form with data-confirm="Delete 3 tickets" opens the one confirm dialog, whose button repeats those words.
document.addEventListener("submit", e => {
  const form = e.target, words = e.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!words || form.dataset.confirmed) { delete form.dataset.confirmed; return; }
  const d = document.getElementById("confirm");
  if (!d) return;
  e.preventDefault();
  e.stopImmediatePropagation();
  d.querySelector("h2").textContent = words;
  d.querySelector("p").textContent = e.submitter?.dataset.confirmText ?? form.dataset.confirmText ?? "";
  const yes = d.querySelector("[value=yes]");
  yes.textContent = words;
  d.onclose = () => {
    if (d.returnValue !== "yes") return;
    form.dataset.confirmed = "1";
    form.requestSubmit(e.submitter);
  };
  d.returnValue = "";
  d.showModal();
}, true);
