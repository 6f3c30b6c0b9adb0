// The seconds that are left, where something can be undone for a while: the server tells how many there were.
const ends = new WeakMap();
const tick = () => {
  for (const place of document.querySelectorAll("[data-left]:not([data-left=''])")) {
    const end = ends.get(place);
    if (end?.told !== place.dataset.left) ends.set(place, { told: place.dataset.left, at: Date.now() + place.dataset.left * 1000 });
    const left = Math.max(0, Math.ceil((ends.get(place).at - Date.now()) / 1000)), text = left ? `(${left})` : "";
    if (place.textContent !== text) place.textContent = text;
  }
};
setInterval(tick, 250);
