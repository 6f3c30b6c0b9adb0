// When every loaded row is selected and the list goes on, the bulk bar offers the whole list; the server takes it from the address.
const choose = (list, on, offered) => {
  const box = document.querySelector("#bulk [name=all]"), bar = list?.querySelector(".bulk"), offer = bar?.querySelector("[data-everything]");
  if (!box || !offer) return;
  box.value = on ? "1" : "";
  if (on) bar.querySelector("b").textContent = document.getElementById("list-total")?.textContent ?? "";
  offer.hidden = on || !offered;
};
document.addEventListener("usher:counted", e => choose(e.target, false, e.detail && !!e.target.querySelector(".more")));
document.addEventListener("click", e => { if (e.target.closest("[data-everything]")) choose(e.target.closest("ticket-list"), true); });
