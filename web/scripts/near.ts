import { policy, same_origin } from "./trusted";
import { element, say } from "./words";

// [data-tell-me] asks once whether this phone may say so; the page that follows the queue then does, when [data-near] stands
// on it. Without permission the page itself and the message are enough.
const scope = "/tiket/";
export const tells = (): boolean => "Notification" in window && Notification.permission === "granted";

// Phones show a notification only through a worker, others also without one.
async function tell(title: string, options: NotificationOptions): Promise<void> {
  const worker = "serviceWorker" in navigator ? await navigator.serviceWorker.getRegistration(scope) : undefined;
  if (worker && worker.active) return worker.showNotification(title, options);
  new Notification(title, options);
}

function promise(button: HTMLButtonElement): void {
  button.hidden = true;
  if (!tells()) return;
  const said = element("p", "", say("Anda akan diberi tahu saat tinggal tiga orang. Biarkan halaman ini terbuka; ponsel boleh dikunci sebentar.",
    "You will be told when three people are ahead. Leave this page open; the phone may be locked for a while."));
  said.setAttribute("role", "status");
  button.after(said);
}

async function ask(button: HTMLButtonElement): Promise<void> {
  if ((await Notification.requestPermission()) === "granted" && "serviceWorker" in navigator)
    navigator.serviceWorker.register(policy.createScriptURL(same_origin(button.dataset.tellMe!)), { scope }).catch(() => { /* then without */ });
  promise(button);
}

export function near(): void {
  if (!("Notification" in window)) return;
  const button = document.querySelector<HTMLButtonElement>("[data-tell-me]");
  if (button && Notification.permission === "default") {
    button.hidden = false;
    button.addEventListener("click", () => void ask(button));
  } else if (button) {
    promise(button);
  }
  const place = document.querySelector<HTMLElement>("[data-near]");
  if (!place || !tells()) return;
  const told = `near:${location.pathname}`;
  if (sessionStorage.getItem(told)) return;
  sessionStorage.setItem(told, "1");
  tell(say("Giliran Anda sudah dekat", "Your turn is near"), { body: (place.querySelector("strong")?.textContent || "").trim(), tag: told, data: location.href })
    .catch(() => { /* the page says it anyway */ });
}
