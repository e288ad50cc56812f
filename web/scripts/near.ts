import { say } from "./words";

// [data-tell-me] asks once whether this phone may say so; the page that follows the queue then does, when [data-near] stands
// on it. Without permission the page itself and the message are enough.
export function near(): void {
  if (!("Notification" in window)) return;
  const ask = document.querySelector<HTMLButtonElement>("[data-tell-me]");
  if (ask && Notification.permission === "default") {
    ask.hidden = false;
    ask.addEventListener("click", () => void Notification.requestPermission().then(() => { ask.hidden = true; }));
  }
  const place = document.querySelector<HTMLElement>("[data-near]");
  if (!place || Notification.permission !== "granted") return;
  const told = `near:${location.pathname}`;
  if (sessionStorage.getItem(told)) return;
  sessionStorage.setItem(told, "1");
  try {
    new Notification(say("Giliran Anda sudah dekat", "Your turn is near"), { body: (place.querySelector("strong")?.textContent || "").trim(), tag: told });
  } catch {
    // Some phones show these only from a service worker: the page says it anyway.
  }
}
