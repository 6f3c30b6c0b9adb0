// A search box with data-filters="#id" shows those [data-words] in there that have its words, and hides headings without any.
document.addEventListener("input", e => {
  const box = e.target.closest?.("[data-filters]"), place = box && document.querySelector(box.dataset.filters);
  if (!place) return;
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  place.querySelectorAll("[data-words]").forEach(row => { row.hidden = !words.every(word => row.dataset.words.includes(word)); });
  place.querySelectorAll("fieldset").forEach(group => { group.hidden = !group.querySelector("[data-words]:not([hidden])"); });
});
